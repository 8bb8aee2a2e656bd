"""Whatever comes back in a batch is named in it: taken, refused with its remedy, opened, or as evidence."""

from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from openpyxl import load_workbook

from assessor.errors import Code
from assessor.excel.writing import filling
from assessor.operations.inspection import Inspection
from assessor.operations.returns import batch
from assessor.operations.returns.received import ReceivedFile
from assessor.operations.returns.returned import FileState, files_of
from assessor.operations.returns.values import Batch, OtherKind, Preview
from assessor.progress import quiet
from tests.unit.excel.reading.test_container import compound
from tests.unit.operations.returning import sent
from tests.unit.operations.returns import mails
from tests.unit.operations.returns.test_archive import Entry, made, written

EVIDENCE, OPENED = OtherKind.EVIDENCE, OtherKind.OPENED
Told = dict[str, Code | OtherKind | None]  # by shown name; None for what could be read


def told(found: Batch) -> Told:
    """What becomes of each file of a batch; each stands in it once."""
    files: list[tuple[str, Code | OtherKind | None]] = [
        (one.received.shown, None if isinstance(one, Preview) else one.problems[0].code)
        for one in found.files
    ]
    files += [(one.received.shown, one.kind) for one in found.others]
    assert len({name for name, _ in files}) == len(files)
    return dict(files)


def read(inspection: Inspection, *places: Path, passwords: Sequence[str] = ()) -> Told:
    return told(batch.read(inspection, places, quiet(), passwords=passwords))


def answered(inspection: Inspection, folder: Path, names: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    path = sent(inspection, folder)
    filling.fill(path, {"CP-1-01": {"answer": "実施済", "evidence_names": names}})
    return path


def zipped(files: dict[str, bytes], path: Path) -> bytes:
    with ZipFile(path, "w", ZIP_STORED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    content = path.read_bytes()
    path.unlink()
    return content


WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# What comes instead of a questionnaire, and what is said of it when it was chosen itself.
KINDS: dict[str, tuple[bytes, Code]] = {
    "秘文.xlsx": (b"\x9a\x17HIBUN\0\xfe" * 40, Code.UNKNOWN_BYTES),
    "回答.numbers": (b"PK\x03\x04", Code.IS_NUMBERS),
    "回答.doc": (compound("WordDocument"), Code.IS_DOCUMENT),
    "回答.rtf": (b"{\\rtf1 x}", Code.IS_DOCUMENT),
    "回答.pdf": (b"%PDF-1.7", Code.IS_PDF),
    "写真.png": (b"\x89PNG\r\n\x1a\n\0", Code.IS_IMAGE),
    "写真.jpg": (b"\xff\xd8\xff\xe0\0", Code.IS_IMAGE),
    "回答.7z": (b"7z\xbc\xaf\x27\x1c\0\x04", Code.IS_ARCHIVE),
    "回答.rar": (b"Rar!\x1a\x07\x01\0", Code.IS_ARCHIVE),
    "回答.lzh": (b"\x21\x3b-lh5-\0\0", Code.IS_ARCHIVE),
    "回答.cab": (b"MSCF\0\0\0\0", Code.IS_ARCHIVE),
    "回答.xlsx.gz": (b"\x1f\x8b\x08\0", Code.IS_ARCHIVE),
    "winmail.dat": (b"\x78\x9f\x3e\x22\x01", Code.IS_TNEF),
    "回答.exe": (b"MZ" + bytes(62), Code.IS_PROGRAM),
    "回答.xlsx.lnk": (b"\x4c\0\0\0\x01\x14\x02\0", Code.IS_SHORTCUT),
    "smime.p7m": (b"\x30\x82\x05\x10\x06\x09\0", Code.UNKNOWN_BYTES),
    "回答.eml": (mails.mail(), Code.NOTHING_ATTACHED),
    "回答.msg": (mails.outlook_mail(), Code.NOTHING_ATTACHED),
    "壊れた.msg": (mails.outlook_mail().replace(b"\x09\0\x06\0", b"\xff\0\x06\0", 1), Code.MAIL_DAMAGED),
    "空.xlsx": (b"", Code.FILE_EMPTY),
}


@pytest.mark.parametrize("name", KINDS)
def test_that_what_was_chosen_and_is_no_questionnaire_is_refused_by_its_kind(
    fresh: Inspection, tmp_path: Path, name: str
):
    content, code = KINDS[name]
    (tmp_path / name).write_bytes(content)
    assert read(fresh, tmp_path / name) == {name: code}


def test_that_documents_of_other_programs_are_refused_by_their_kind(fresh: Inspection, tmp_path: Path):
    files = {
        "a.docx": zipped({"[Content_Types].xml": WORD}, tmp_path / "x"),
        "b.odt": zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}, tmp_path / "x"),
        "c.numbers": zipped({"Index/Document.iwa": b"x"}, tmp_path / "x"),
        "d.xlsx": zipped({"[Content_Types].xml": WORD}, tmp_path / "x"),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    document = Code.IS_DOCUMENT
    assert read(fresh, *(tmp_path / name for name in files)) == {
        "a.docx": document,
        "b.odt": document,
        "c.numbers": Code.IS_NUMBERS,
        "d.xlsx": document,
    }


def test_that_every_file_of_a_folder_is_named_and_evidence_is_no_fault(fresh: Inspection, tmp_path: Path):
    place = tmp_path / "返却"
    path = answered(fresh, place)
    (place / "下").mkdir()
    for name in ("体制図.pdf", "写真.png", "下/規程.docx", "下/一覧.csv", "メモ.txt", "承認.eml"):
        (place / name).write_bytes(mails.mail() if name.endswith("eml") else b"%PDF-1.7")
    assert read(fresh, place) == {
        path.name: None,
        **dict.fromkeys(
            ("体制図.pdf", "写真.png", "下/規程.docx", "下/一覧.csv", "メモ.txt", "承認.eml"), EVIDENCE
        ),
    }


@pytest.mark.parametrize("name", [name for name in KINDS if name not in {"写真.png", "写真.jpg"}])
def test_that_what_should_be_a_return_is_refused_in_a_folder_too(
    fresh: Inspection, tmp_path: Path, name: str
):
    content, code = KINDS[name]
    place = tmp_path / "返却"
    path = answered(fresh, place)
    (place / name).write_bytes(content)
    mail = code is Code.NOTHING_ATTACHED  # which may be evidence
    assert read(fresh, place) == {path.name: None, name: EVIDENCE if mail else code}


def test_that_ours_without_its_heading_row_is_known(fresh: Inspection, tmp_path: Path):
    place = tmp_path / "返却"
    path = answered(fresh, place)
    book = load_workbook(path)
    book["質問票"].delete_rows(1)
    book.save(path)
    book = load_workbook(path)
    for sheet in set(book.sheetnames) - {"質問票"}:
        del book[sheet]
    for name in list(book.custom_doc_props.names):  # type: ignore[attr-defined]
        del book.custom_doc_props[name]  # type: ignore[attr-defined]
    book.save(place / "写し.xlsx")
    assert read(fresh, place) == {path.name: Code.HEADING_LOST, "写し.xlsx": Code.HEADING_LOST}
    assert read(fresh, path) == {path.name: Code.HEADING_LOST}


def test_that_a_workbook_of_another_kind_is_evidence_unless_it_has_the_name_of_a_return(
    fresh: Inspection, tmp_path: Path
):
    place = tmp_path / "返却"
    path = answered(fresh, place)
    book = load_workbook(path)
    for sheet in book.sheetnames[1:]:
        del book[sheet]
    book[book.sheetnames[0]].delete_rows(1, 99)
    for name in list(book.custom_doc_props.names):  # type: ignore[attr-defined]
        del book.custom_doc_props[name]  # type: ignore[attr-defined]
    for name in ("台帳.xlsx", "質問票_控え.xlsx"):
        book.save(place / name)
    assert read(fresh, place) == {path.name: None, "台帳.xlsx": EVIDENCE, "質問票_控え.xlsx": Code.NO_HEADING}


def test_that_what_a_questionnaire_names_is_evidence_whatever_it_is(fresh: Inspection, tmp_path: Path):
    place = tmp_path / "返却"
    path = answered(fresh, place, "回答.pdf、ログ.7z")
    (place / "回答.pdf").write_bytes(b"%PDF-1.7")
    (place / "ログ.7z").write_bytes(b"7z\xbc\xaf\x27\x1c")
    found = batch.read(fresh, [place], quiet())
    assert told(found) == {path.name: None, "回答.pdf": EVIDENCE, "ログ.7z": EVIDENCE}
    (near,) = found.attachments.values()
    assert sorted(link.received.file for link in near.links if link.certain) == ["ログ.7z", "回答.pdf"]


@pytest.mark.parametrize("wrap", [mails.mail, mails.outlook_mail])
def test_that_a_workbook_attached_to_a_mail_is_read(fresh: Inspection, tmp_path: Path, wrap: object):
    path = answered(fresh, tmp_path, "規程.pdf")
    made_mail = mails.mail if wrap is mails.mail else mails.outlook_mail
    name = f"送付.{'eml' if wrap is mails.mail else 'msg'}"
    files = (("a.xlsx", path.read_bytes()), ("規程.pdf", b"%PDF"))
    place = tmp_path / "m"
    place.mkdir()
    (place / name).write_bytes(made_mail(*files))
    expected = {f"{name}/a.xlsx": None, f"{name}/規程.pdf": EVIDENCE, name: OPENED}
    assert read(fresh, place / name) == expected
    found = batch.read(fresh, [place], quiet())
    assert told(found) == expected
    (near,) = found.attachments.values()
    assert [link.received.shown for link in near.links] == [f"{name}/規程.pdf"]


def test_that_archives_that_cannot_be_opened_are_refused_by_name_wherever_they_lie(
    fresh: Inspection, tmp_path: Path
):
    place = tmp_path / "返却"
    path = answered(fresh, place)
    made(place / "鍵.zip", Entry(b"a.xlsx", b"PK" * 50).packed().locked(b"right"))
    made(place / "aes.zip", Entry(b"a", method=99, flags=1))
    made(place / "外.zip", Entry(b"../a.xlsx"))
    inner = written(tmp_path / "i.zip", {"x.xlsx": b"PK"}).read_bytes()
    written(place / "重ね.zip", {"内.zip": inner, "b.pdf": b"%PDF"})
    expected = {
        path.name: None,
        "鍵.zip": Code.ARCHIVE_PROTECTED,
        "aes.zip": Code.ARCHIVE_AES,
        "外.zip": Code.ARCHIVE_UNSAFE,
        "重ね.zip": OPENED,
        "重ね.zip/内.zip": Code.ARCHIVE_NESTED,
        "重ね.zip/b.pdf": EVIDENCE,
    }
    assert read(fresh, place) == expected
    again = read(fresh, place, passwords=["right"])
    assert (again["鍵.zip"], again["鍵.zip/a.xlsx"]) == (OPENED, Code.NOT_A_WORKBOOK)


@pytest.mark.long
def test_that_links_in_a_folder_are_told_and_not_followed(fresh: Inspection, tmp_path: Path):
    place = tmp_path / "返却"
    path = answered(fresh, place)
    (place / "ほか.xlsx").symlink_to(answered(fresh, tmp_path / "外"))
    assert read(fresh, place) == {path.name: None, "ほか.xlsx": Code.IS_SHORTCUT}


def test_that_a_place_without_any_questionnaire_is_told_beside_its_files(fresh: Inspection, tmp_path: Path):
    place = tmp_path / "返却"
    place.mkdir()
    (place / "写真.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert read(fresh, place) == {"返却": Code.NO_QUESTIONNAIRES, "写真.png": EVIDENCE}
    packed = written(tmp_path / "a.zip", {"b.pdf": b"%PDF"})
    assert read(fresh, packed) == {"a.zip": Code.NO_QUESTIONNAIRES, "a.zip/b.pdf": EVIDENCE}
    path = answered(fresh, tmp_path / "q")
    assert read(fresh, packed, path) == {path.name: None, "a.zip": OPENED, "a.zip/b.pdf": EVIDENCE}


@pytest.mark.long
def test_that_a_locked_archive_in_a_mail_is_opened_when_its_password_comes(fresh: Inspection, tmp_path: Path):
    path = answered(fresh, tmp_path)
    content = path.read_bytes()
    locked = made(tmp_path / "x.zip", Entry(b"a.xlsx", content).packed().locked(b"right")).read_bytes()
    (tmp_path / "m.eml").write_bytes(mails.mail(("回答.zip", locked)))
    found = batch.read(fresh, [tmp_path / "m.eml"], quiet())
    files = {file.result.received.shown: file for file in files_of(found)}
    waiting = files["m.eml/回答.zip"]
    assert (waiting.state, waiting.is_archive) == (FileState.PASSWORD, True)
    assert files["m.eml"].state is FileState.OPENED
    again = batch.read(fresh, [waiting.result.received], quiet(), passwords=["right"])
    assert told(again) == {"m.eml/回答.zip/a.xlsx": None, "m.eml/回答.zip": OPENED}


def test_that_a_refused_file_that_is_gone_is_told(fresh: Inspection, tmp_path: Path):
    assert read(fresh, tmp_path / "x.eml") == {"x.eml": Code.NOT_FOUND}
    assert ReceivedFile.at(tmp_path / "x.eml").shown == "x.eml"
