"""The overview and the items of a case with a list of a bank's own."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from assessor.domain.change import Actor
from assessor.operations import cases
from assessor.words import Language
from tests import own_list
from tests.ui.panel_steps import finish
from ui.items.columns import ItemRole
from ui.items.model import ItemsModel
from ui.overview.model import OverviewModel
from ui.session.session import Session


@pytest.fixture
def own_session(session: Session, tmp_path: Path, qtbot: QtBot) -> Session:
    library = own_list.library(tmp_path / "checklists")
    cases.create(tmp_path / "own.assess", library, "own", Actor("評価 太郎", "pc")).close()
    finish(qtbot, session.cases.open(tmp_path / "own.assess"))
    return session


def test_that_every_section_of_every_list_has_a_column(own_session: Session):
    overview = OverviewModel(own_session)
    titles = [column.title for column in overview.columns]
    assert titles[2:6] == ["管理体制", "認証", "委託先", "①アカウント作成"]
    words = [cell.words for cell in overview.cells(overview.row_of("alpha"))]
    assert words[2:6] == ["未了 1", "未了 1", "未了 1", "—"]
    overview.count_mandatory(mandatory=False)
    assert [cell.words for cell in overview.cells(overview.row_of("alpha"))][2:5] == ["未了 1", "—", "—"]


def test_that_the_columns_follow_a_case_that_is_opened_and_closed(own_session: Session, qtbot: QtBot):
    overview = OverviewModel(own_session)
    assert "管理体制" in [column.title for column in overview.columns]
    own_session.cases.close()
    assert "管理体制" not in [column.title for column in overview.columns]


def test_that_the_items_stand_under_the_sections_with_the_counts_of_their_classes(own_session: Session):
    items = ItemsModel(own_session)
    items.show_subject("alpha")
    headings = [items.index(line, 0) for line in items.headings]
    assert [index.data(ItemRole.HEADING) for index in headings] == ["管理体制", "認証", "委託先"]
    assert headings[0].data(ItemRole.COUNTS) == (
        "基本的な対応事項 1項目：充足 0・未充足 0・未了 1　対応が望ましい事項 1項目：充足 0・未充足 0・未了 1"
    )
    line = items.line_of("1-2")
    shown = items.index(line, items.column("class")).data(Qt.ItemDataRole.DisplayRole)
    assert shown == "対応が望ましい事項"
    own_session.set_language(Language.EN)
    assert headings[0].data(ItemRole.HEADING) == "Governance"


def test_that_the_name_of_a_class_stands_in_the_tip_too(own_session: Session):
    items = ItemsModel(own_session)
    items.show_subject("alpha")
    column = items.column("class")
    assert "対応が望ましい事項" in items.columns[column].samples
    shown = items.index(items.line_of("1-2"), column).data(Qt.ItemDataRole.ToolTipRole)
    assert "対応が望ましい事項" in str(shown)
    items.show_subject("beta")
    assert items.columns[column].samples[-2:] == ("必須", "高度化")
