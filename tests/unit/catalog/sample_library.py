"""A small sound library as text, which tests write into a folder and spoil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.catalog import load

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.catalog import Library

RULES = """\
format = 1
version = "1"

[notice]
ja = "注意"
en = "Notice"

[[features]]
key = "PAY"
name = "決済あり"
name_en = "Payment"

[[features]]
key = "LOGIN"
name = "会員ログインあり"
name_en = "Member login"

[[rules]]
id = "R1"
title = "決済がないサービス"
title_en = "Service without payment"
all_of = []
none_of = ["PAY"]
items = ["A-*"]
effect = "not_applicable"
class = ""
reason = "決済なし"
reason_en = "No payment"
basis = "documented"

[[references]]
key = "GL-①"
source = "ガイドライン"
"""

PLAN = """\
format = 1
id = "small"
title = "小さな計画"
title_en = "Small plan"
description = "試すための計画です。"
description_en = "A plan to try."

[[groups]]
key = "shops"
name = "店"
name_en = "Shops"
counter = "社"

[[groups]]
key = "bank"
name = "銀行"
name_en = "Bank"
counter = ""

[[subjects]]
key = "shop_1"
name = "店1"
name_en = "Shop 1"
group = "shops"
checklist = "base"
as_of = "after_measures"
features = ["PAY", "LOGIN"]

[[subjects]]
key = "bank_1"
name = "銀行1"
name_en = "Bank 1"
group = "bank"
checklist = "base"
as_of = "current_state"
features = []
"""


def item(key: str) -> str:
    """Return an [[items]] table with this id."""
    return f"""
[[items]]
id = "{key}"
phase = 1
source_phase = ""
theme = "A"
class = "mandatory"
requirement = "確かめている。"
intent = "抜け道がないか。"
gloss = "Confirmed"
evidence = ["規程", "記録"]
references = ["GL-①"]
basis = "reported"
all_of = ["PAY"]
any_of = []
none_of = []
"""


def checklist(key: str, *items: str, extends: str = "") -> str:
    """Return a file with these items; `extends` is what stands between the brackets."""
    head = f"""\
format = 1
id = "{key}"
version = "2020.11-1"
title = "一覧 {key}"
title_en = "List {key}"
description = "試すための一覧です。"
extends = [{extends}]
"""
    return head + "".join(item(each) for each in items)


class Shelf:
    """A library folder that starts with sound rules, one list of two items, and one plan."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "plans").mkdir(parents=True)
        self.write("rules.toml", RULES)
        self.write("base.toml", checklist("base", "A-1", "A-2"))
        self.write("plans/small.toml", PLAN)

    def write(self, file: str, text: str) -> None:
        (self.folder / file).write_bytes(text.encode())

    def spoil(self, file: str, old: str, new: str, *, nth: int = 1) -> None:
        """Replace the nth occurrence of a text in a file."""
        parts = (self.folder / file).read_bytes().decode().split(old)
        assert len(parts) > nth, f"{old!r} is not in {file} {nth} times"
        self.write(file, old.join(parts[:nth]) + new + old.join(parts[nth:]))

    def load(self) -> Library:
        return load(self.folder)
