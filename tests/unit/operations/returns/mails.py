"""Mails as programs write them, made for tests: .eml by the library, .msg as a compound file of our own."""

import struct
from collections.abc import Mapping
from email.message import EmailMessage, Message

SECTOR, SMALL = 512, 64
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = Mapping[str, "bytes | Tree"]


def mail(*attached: tuple[str, bytes] | Message, text: str = "回答をお送りします。") -> bytes:
    """A mail with these attachments; a mail among them is attached as one."""
    whole = EmailMessage()
    whole["From"], whole["To"], whole["Subject"] = "a@example.jp", "b@example.jp", "回答の送付"
    whole.set_content(text)
    for one in attached:
        if isinstance(one, Message):
            whole.add_attachment(one)
        else:
            name, content = one
            whole.add_attachment(content, "application", "octet-stream", filename=name)
    return whole.as_bytes()


def with_field(disposition: bytes, content_type: bytes = b"application/octet-stream") -> bytes:
    """A mail whose one attachment says its name in these bytes."""
    return (
        b"From: a@example.jp\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n'
        b"--b\r\nContent-Type: " + content_type + b"\r\nContent-Disposition: " + disposition + b"\r\n\r\n"
        b"content\r\n--b--\r\n"
    )


def outlook_mail(*attached: tuple[str, bytes | Tree], ansi: bool = False) -> bytes:
    """A mail as Outlook keeps it; an attachment that is a tree is a mail within."""
    return compound(outlook_tree(*attached, ansi=ansi))


def outlook_tree(*attached: tuple[str, bytes | Tree], ansi: bool = False) -> Tree:
    """The storages of such a mail."""
    tree: dict[str, bytes | Tree] = {"__properties_version1.0": bytes(32)}
    for number, (name, content) in enumerate(attached):
        kind, raw = ("001E", name.encode("cp932")) if ansi else ("001F", name.encode("utf-16-le"))
        inside: dict[str, bytes | Tree] = {f"__substg1.0_3707{kind}": raw}
        if isinstance(content, bytes):
            inside["__substg1.0_37010102"] = content
        else:
            inside["__substg1.0_3701000D"] = {**content, f"__substg1.0_0037{kind}": raw}
        tree[f"__attach_version1.0_#{number:08X}"] = inside
    return tree


def compound(tree: Tree) -> bytes:
    """A compound file ([MS-CFB]) of streams and storages, its entries in a chain of right siblings."""
    entries: list[tuple[str, int, int, bytes]] = []  # name, kind, child, content
    siblings: list[int] = []

    def add(name: str, content: bytes | Tree, kind: int) -> int:
        number = len(entries)
        entries.append((name, kind, _FREE, content if isinstance(content, bytes) else b""))
        siblings.append(_FREE)
        if not isinstance(content, bytes):
            before = _FREE
            for key in sorted(content, key=lambda key: (len(key), key.upper()), reverse=True):
                one = content[key]
                child = add(key, one, 2 if isinstance(one, bytes) else 1)
                siblings[child] = before
                before = child
            entries[number] = (name, kind, before, b"")
        return number

    add("Root Entry", tree, 5)
    fat: list[int] = []
    body = bytearray()

    def stored(content: bytes, mark: int = 0) -> int:
        if not content:
            return _END
        first, count = len(fat), -(-len(content) // SECTOR)
        fat.extend([*range(first + 1, first + count), _END] if not mark else [mark] * count)
        body.extend(content.ljust(count * SECTOR, b"\0"))
        return first

    small, small_fat, starts = bytearray(), list[int](), []
    for _, _, _, content in entries:
        if not content:
            starts.append(_END)
        elif len(content) < 4096:
            first, count = len(small_fat), -(-len(content) // SMALL)
            small_fat.extend([*range(first + 1, first + count), _END])
            small.extend(content.ljust(count * SMALL, b"\0"))
            starts.append(first)
        else:
            starts.append(stored(content))
    starts[0] = stored(bytes(small))
    small_table = stored(struct.pack(f"<{len(small_fat)}L", *small_fat).ljust(SECTOR, b"\xff"))
    directory = bytearray()
    for number, (name, kind, child, content) in enumerate(entries):
        written = name.encode("utf-16-le")
        size = len(small) if number == 0 else len(content)
        directory += written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, kind, 1)
        directory += struct.pack("<3L", _FREE, siblings[number], child) + bytes(36)
        directory += struct.pack("<LQ", starts[number], size)
    at = stored(bytes(directory).ljust(-(-len(directory) // SECTOR) * SECTOR, b"\0"))
    tables = 1
    while len(fat) + tables > tables * SECTOR // 4:
        tables += 1
    first_table = len(fat)
    fat.extend([_FAT] * tables)
    body.extend(struct.pack(f"<{len(fat)}L", *fat).ljust(tables * SECTOR, b"\xff"))
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<9L", 0, tables, at, 0, 4096, small_table, 1, _END, 0)
    header += struct.pack(f"<{tables}L", *range(first_table, first_table + tables))
    return header.ljust(SECTOR, b"\xff") + bytes(body)
