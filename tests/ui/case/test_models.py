"""Every model of the panels keeps the rules of Qt's models, empty, filled, filtered and changed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractItemModel
from pytestqt.modeltest import ModelTester

from assessor.domain.vocabulary import Verdict
from assessor.words import Language
from tests.ui.panel_steps import ASKED, FIRST, PROVIDER
from ui.items.model import ItemFilter, ItemsModel, VerdictFilter
from ui.overview.model import OverviewModel
from ui.session.session import Session
from ui.subjects.model import SubjectsFilter, SubjectsModel

Check = Callable[[QAbstractItemModel], None]


@pytest.fixture
def check(qtmodeltester: ModelTester) -> Check:
    """Qt's own test of a model, which goes on watching it."""

    def watch(model: QAbstractItemModel) -> None:
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types

    return watch


def every_model(session: Session) -> list[QAbstractItemModel]:
    subjects = SubjectsModel(session)
    filtered = SubjectsFilter()
    filtered.setSourceModel(subjects)
    items = ItemsModel(session)
    items.show_subject(session.current_subject)
    models = [subjects, filtered, items, OverviewModel(session)]
    for model in models:
        model.setParent(session)
    return models


def test_that_every_model_is_sound_without_a_case(session: Session, check: Check):
    for model in every_model(session):
        check(model)
        assert model.rowCount() == 0


def test_that_every_model_is_sound_with_a_case(open_session: Session, check: Check):
    for model in every_model(open_session):
        check(model)
        assert model.rowCount() > 0


@pytest.mark.parametrize(
    "wanted",
    [
        ItemFilter(text="端末"),
        ItemFilter(verdicts=VerdictFilter.UNREVIEWED),
        ItemFilter(mandatory_only=True, not_applicable_too=True),
        ItemFilter(text="どの項目にもない文言"),
    ],
)
def test_that_the_items_stay_sound_while_they_are_filtered(
    open_session: Session, check: Check, wanted: ItemFilter
):
    model = ItemsModel(open_session, open_session)
    model.show_subject(PROVIDER)
    model.narrow(wanted)
    check(model)


def test_that_the_subjects_stay_sound_while_they_are_filtered(open_session: Session, check: Check):
    model = SubjectsFilter(open_session)
    model.setSourceModel(SubjectsModel(open_session, model))
    check(model)
    model.want("うさぎ")
    assert model.rowCount() == 1
    model.want("")
    assert model.rowCount() == len(open_session.results.groups)


def test_that_the_models_stay_sound_through_marks_languages_and_closing(open_session: Session, check: Check):
    models = every_model(open_session)
    for model in models:
        check(model)
    open_session.select(PROVIDER, FIRST)
    assert open_session.reviews.mark([FIRST], verdict=Verdict.NOT_IMPLEMENTED, due="2020-12")
    open_session.set_language(Language.EN)
    open_session.select(ASKED)
    open_session.cases.close()
    assert [model.rowCount() for model in models if not isinstance(model, ItemsModel)] == [0, 0, 0]
