"""A text beside the settings: in clear for a plain case, under the key of an encrypted one."""

from pathlib import Path

import pytest

from assessor.errors import CaseFileError, Code
from assessor.storage import keys
from assessor.storage.files import sealed

TEXT = '{"reason": "夜間の監視"}'


def test_that_a_text_is_read_back_in_clear_and_under_a_key(tmp_path: Path):
    key = keys.fresh("夜の 鉄道")
    for number, held in enumerate((None, key)):
        path = tmp_path / "drafts" / f"{number}.draft"
        assert sealed.read(path, held) == ""
        for text in (TEXT, TEXT * 2):
            sealed.write(path, held, text)
            assert sealed.read(path, held) == text
        assert ("夜間".encode() in path.read_bytes()) is (held is None)
        assert [one.name for one in path.parent.glob(f"{number}*")] == [path.name]
        sealed.remove(path)
        assert not path.exists()


def test_that_no_other_key_opens_it(tmp_path: Path):
    path = tmp_path / "one.draft"
    sealed.write(path, keys.fresh("夜の 鉄道"), TEXT)
    for other, code in ((keys.fresh("昼の 鉄道"), Code.WRONG_PASSPHRASE), (None, Code.PASSPHRASE_NEEDED)):
        with pytest.raises(CaseFileError) as failure:
            sealed.read(path, other)
        assert failure.value.problems[0].code is code


def test_that_a_text_in_clear_is_gone_once_it_is_encrypted(tmp_path: Path):
    path = tmp_path / "one.draft"
    key = keys.fresh("夜の 鉄道")
    sealed.write(path, None, TEXT)
    sealed.write(path, key, TEXT)
    assert b"reason" not in path.read_bytes()
    assert sealed.read(path, key) == TEXT
