"""AT-SPI over D-Bus: reading the accessible objects of another program."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PATIENCE: Final = 120.0  # seconds, enough for a busy machine
_NAP: Final = 0.1
_NOWHERE: Final = "/org/a11y/atspi/null"
_ACCESSIBLE: Final = "org.a11y.atspi.Accessible"
_ROOT: Final = DBusAddress("/org/a11y/atspi/accessible/root", "org.a11y.atspi.Registry", _ACCESSIBLE)
Body = tuple[Any, ...]
Question: TypeAlias = "tuple[DBusAddress, str, str, Body]"


class Object(NamedTuple):
    """The address of an object: the program's name on the bus, and the object's path."""

    program: str
    path: str


class Told(NamedTuple):
    """The accessible properties of an object."""

    name: str
    description: str
    role: str
    states: frozenset[int]
    children: tuple[Object, ...]


class Bus:
    """The accessibility bus, whose address is on the session bus."""

    def __init__(self) -> None:
        session = open_dbus_connection("SESSION")
        address = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        reply = session.send_and_get_reply(new_method_call(address, "GetAddress"), timeout=PATIENCE)
        self._bus = open_dbus_connection(reply.body[0])
        self._announced: list[str] = []
        session.close()

    def programs(self) -> list[Object]:
        """Return the programs that can be walked."""
        return list(_objects(self._call(_ROOT, "GetChildren")[0]))

    def tell(self, objects: Sequence[Object]) -> list[Told | None]:
        """Return the properties of each object, or None for one that no longer exists.

        All requests are sent before the first reply is awaited, since a busy machine replies slowly.
        """
        serials = [[self._send(*question(at)) for question in _QUESTIONS] for at in objects]
        wanted = {serial for of_one in serials for serial in of_one}
        replies = self._replies(wanted)
        return [_told([replies[serial] for serial in of_one]) for of_one in serials]

    def listen(self) -> None:
        """Subscribe to announcements."""
        registry = DBusAddress(
            "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry"
        )
        self._call(registry, "RegisterEvent", "sass", ("object:announcement", [], ""))
        rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement")
        daemon = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        self._call(daemon, "AddMatch", "s", (rule.serialise(),))

    def announced(self, text: str) -> bool:
        """Wait until a text was announced; returns False after the timeout."""
        return self.until(lambda: any(text in heard for heard in self._announced))

    def until(self, holds: Callable[[], bool]) -> bool:
        """Listen to the bus until a condition holds; returns False after the timeout."""
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                return False
            self._hear(_NAP)
        return True

    def _hear(self, seconds: float) -> None:
        """Receive signals for a moment at most."""
        try:
            self._keep(self._bus.receive(timeout=seconds))
        except TimeoutError:
            return

    def _keep(self, message: Message) -> None:
        if message.header.message_type is MessageType.signal:
            member = message.header.fields.get(HeaderFields.member)
            if member == "Announcement":
                self._announced.append(str(message.body[3][1]))

    def _call(self, address: DBusAddress, method: str, signature: str = "", body: Body = ()) -> Body:
        serial = self._send(address, method, signature, body)
        reply: Body | None = self._replies({serial})[serial]
        if reply is None:
            raise LookupError(f"{address.object_path} did not answer {method}")
        return reply

    def _send(self, address: DBusAddress, method: str, signature: str = "", body: Body = ()) -> int:
        serial: int = next(self._bus.outgoing_serial)
        self._bus.send_message(new_method_call(address, method, signature or None, body), serial=serial)
        return serial

    def _replies(self, wanted: set[int]) -> dict[int, Any]:
        """Wait for the replies; None stands for an error."""
        found: dict[int, Any] = {}
        end = time.monotonic() + PATIENCE
        while wanted - found.keys():
            message = self._bus.receive(timeout=max(end - time.monotonic(), 0))
            serial = message.header.fields.get(HeaderFields.reply_serial)
            if serial in wanted:
                failed = message.header.message_type is MessageType.error
                found[serial] = None if failed else message.body
            else:
                self._keep(message)
        return found


def _of(name: str) -> Callable[[Object], Question]:
    return lambda at: (DBusAddress(at.path, at.program, _ACCESSIBLE), name, "", ())


def _property(name: str) -> Callable[[Object], Question]:
    properties = "org.freedesktop.DBus.Properties"
    return lambda at: (DBusAddress(at.path, at.program, properties), "Get", "ss", (_ACCESSIBLE, name))


_QUESTIONS: Final = (
    *(_of("GetRoleName"), _of("GetState"), _of("GetChildren")),
    *(_property("Name"), _property("Description")),
)


def _told(replies: list[Any]) -> Told | None:
    if None in replies:
        return None
    role, state, children, name, description = (reply[0] for reply in replies)
    bits = state[0] | state[1] << 32
    return Told(
        name=name[1],
        description=description[1],
        role=role,
        states=frozenset(number for number in range(64) if bits >> number & 1),
        children=_objects(children),
    )


def _objects(found: list[tuple[str, str]]) -> tuple[Object, ...]:
    return tuple(Object(program, path) for program, path in found if path != _NOWHERE)
