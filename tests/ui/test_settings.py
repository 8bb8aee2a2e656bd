"""Settings: defaults, what is remembered, and what a damaged file does."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from assessor.words import Language
from ui.settings import RECENT_LIMIT, Folder, Recent, Scheme, Settings


def test_that_a_first_start_speaks_japanese_in_the_colours_of_the_system(settings: Settings):
    assert settings.language is Language.JA
    assert settings.scheme is Scheme.SYSTEM
    assert settings.recent == []
    assert settings.folder(Folder.CASES) is None
    assert settings.geometry.isEmpty()


def test_that_everything_is_there_at_the_next_start(tmp_path: Path):
    file = tmp_path / "settings.ini"
    first = Settings(file)
    first.language, first.scheme = Language.EN, Scheme.DARK
    first.remember_folder(Folder.RESULTS, tmp_path)
    first.remember_case(tmp_path / "案件 甲.assess", "総点検「甲」, 2020")
    first.save()
    second = Settings(file)
    assert (second.language, second.scheme) == (Language.EN, Scheme.DARK)
    assert second.folder(Folder.RESULTS) == tmp_path
    (entry,) = second.recent
    assert (entry.path, entry.title) == (tmp_path / "案件 甲.assess", "総点検「甲」, 2020")


def test_that_the_newest_case_comes_first_and_none_twice(settings: Settings, tmp_path: Path):
    for name in ("a", "b", "a"):
        settings.remember_case(tmp_path / name, name)
    assert [entry.title for entry in settings.recent] == ["a", "b"]


def test_that_only_so_many_cases_are_remembered(settings: Settings, tmp_path: Path):
    for number in range(RECENT_LIMIT + 5):
        settings.remember_case(tmp_path / str(number), str(number))
    assert len(settings.recent) == RECENT_LIMIT


def test_that_a_forgotten_case_is_gone_from_the_list(settings: Settings, tmp_path: Path):
    settings.remember_case(tmp_path / "a", "a")
    settings.forget_case(tmp_path / "a")
    assert settings.recent == []


def test_that_a_folder_that_is_gone_is_not_offered(settings: Settings, tmp_path: Path):
    settings.remember_folder(Folder.CASES, tmp_path / "gone")
    assert settings.folder(Folder.CASES) is None


def test_that_the_place_where_a_case_was_left_is_remembered_and_stays_when_it_is_opened(tmp_path: Path):
    file, case = tmp_path / "settings.ini", tmp_path / "a.assess"
    settings = Settings(file)
    assert settings.left(case) == Recent(case, "", "")
    settings.keep_place(case, "unknown", "", overview=True)
    assert settings.recent == []
    settings.remember_case(case, "甲")
    settings.keep_place(case, "minamo", "CP-1-02", overview=True)
    settings.remember_case(tmp_path / "b.assess", "乙")
    settings.remember_case(case, "甲の新しい題名")
    settings.save()
    left = Settings(file).left(case)
    assert left[1:2] + left[3:] == ("甲の新しい題名", "minamo", True, "CP-1-02")


def test_that_a_list_from_before_places_were_remembered_is_read(tmp_path: Path):
    file = tmp_path / "settings.ini"
    entries = json.dumps([[str(tmp_path / "a.assess"), "甲", "2020-11-01T00:00:00+00:00"]])
    store = QSettings(str(file), QSettings.Format.IniFormat)
    store.setValue("cases/recent", entries)
    store.sync()
    (entry,) = Settings(file).recent
    assert (entry.title, entry.subject, entry.overview, entry.item) == ("甲", "", False, "")


@pytest.mark.parametrize(
    "text", ["[cases]\nrecent=nonsense", "[cases]\nrecent=[1]", "[window]\nlanguage=fr\ncolours=pink"]
)
def test_that_a_damaged_file_means_the_defaults(tmp_path: Path, text: str):
    file = tmp_path / "settings.ini"
    file.write_text(text, encoding="utf-8")
    settings = Settings(file)
    assert settings.recent == []
    assert settings.language is Language.JA
    assert settings.scheme is Scheme.SYSTEM
