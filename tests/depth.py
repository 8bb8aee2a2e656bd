"""How far tests go: at some examples and moments in everyday runs, at all of them with `--thorough`.

`make thorough` runs those with it that go further then: properties, and what is marked as `deep`. An everyday
run asserts the same of each example, takes others every time where chance chooses them, and always the first
and the last of what stands in a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import hypothesis

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

T = TypeVar("T")

_LESS: Final = 8
_FEWEST: Final = 5
_DEFAULT: Final = 100


class _Depth:
    thorough = False


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the option."""
    parser.addoption("--thorough", action="store_true", help="try every moment and many examples")


def pytest_configure(config: pytest.Config) -> None:
    """Say to hypothesis how many examples there are where a test names no number."""
    _Depth.thorough = bool(config.getoption("--thorough"))
    hypothesis.settings.register_profile(
        "assessor",
        max_examples=_number(_DEFAULT),
        deadline=None,  # examples take as long as the machine has other things to do
        suppress_health_check=[
            hypothesis.HealthCheck.too_slow,
            hypothesis.HealthCheck.function_scoped_fixture,  # what they share is not written to
        ],
    )
    hypothesis.settings.load_profile("assessor")


def examples(number: int) -> hypothesis.settings:
    """Let a property be tried with so many examples, and with fewer in everyday runs."""
    return hypothesis.settings(max_examples=_number(number))


def spread(things: Sequence[T], few: int) -> Sequence[T]:
    """Return all of the things, or in everyday runs a few from the first to the last of them."""
    last = len(things) - 1
    if _Depth.thorough or few > last:
        return things
    return [things[last * number // (few - 1)] for number in range(few)]


def thorough() -> bool:
    """Tell whether all is to be tried."""
    return _Depth.thorough


def _number(examples: int) -> int:
    return examples if _Depth.thorough else min(examples, max(_FEWEST, examples // _LESS))
