"""A library with a list of a bank's own: three sections, three classes of which one decides, two services."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from assessor import catalog

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.catalog import Library

LIST = """\
format = 2
id = "house"
version = "2026.12-1"
title = "自行の点検表"

[[sections]]
key = "1"
name = "管理体制"
name_en = "Governance"

[[sections]]
key = "2"
name = "認証"
name_en = "Authentication"

[[sections]]
key = "3"
name = "委託先"
name_en = "Suppliers"

[[classes]]
key = "basic"
name = "基本的な対応事項"
name_en = "Basic"
decides = true

[[classes]]
key = "wanted"
name = "対応が望ましい事項"
name_en = "Desirable"
decides = false
"""
ITEMS = (
    ("CP-1-01", "1", "basic", "責任者を定めている。"),
    ("1-2", "1", "wanted", "訓練を行っている。"),
    ("2-1", "2", "basic", "多要素認証を用いている。"),
    ("3-1", "3", "basic", "委託先を点検している。"),
)
PLAN = """\
format = 1
id = "own"
title = "自行の点検"
title_en = "Own inspection"
description = ""
description_en = ""

[[groups]]
key = "providers"
name = "事業者"
name_en = "Providers"
counter = "社"
"""


def item(key: str, section: str, kind: str, requirement: str) -> str:
    """Return an [[items]] table with no more than an own list needs."""
    return f"""
[[items]]
id = "{key}"
section = "{section}"
class = "{kind}"
requirement = "{requirement}"
"""


def subject(key: str, checklist: str) -> str:
    """Return a [[subjects]] table."""
    return f"""
[[subjects]]
key = "{key}"
name = "{key}サービス"
name_en = "{key}"
group = "providers"
checklist = "{checklist}"
as_of = "current_state"
features = ["ACC"]
"""


def write(folder: Path) -> Path:
    """Write the library into a folder beside copies of the program's own lists, and return it."""
    shutil.copytree(catalog.default_folder(), folder)
    own = LIST + "".join(item(*parts) for parts in ITEMS)
    (folder / "house.toml").write_text(own, encoding="utf-8")
    plan = PLAN + subject("alpha", "house") + subject("beta", "code_payment")
    (folder / "plans" / "own.toml").write_text(plan, encoding="utf-8")
    return folder


def library(folder: Path) -> Library:
    """Write the library and read it."""
    return catalog.load(write(folder))
