"""Files that came with a workbook: found where they lie, and matched with the names in its cells."""

import hashlib
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.difference import CellKind
from assessor.errors import Code
from assessor.excel.writing import filling
from assessor.operations.inspection import Inspection
from assessor.operations.questionnaires import exporting
from assessor.operations.returns import archive, attachments, batch
from assessor.operations.returns.named_files import NamedFiles, name_key
from assessor.operations.returns.received import ReceivedFile
from assessor.operations.returns.values import AnsweredRound, FoundAttachments, Preview, Proposal
from assessor.progress import Cancelled, quiet

SUBJECT, OTHER, ITEM = "cp_minamo", "cp_watagumo", "CP-1-01"


def unopened(name: str) -> ReceivedFile:
    """A file that must not be opened."""

    def load() -> bytes:
        raise AssertionError(name)

    return ReceivedFile(name, 1, load)


def naming(cells: Mapping[str, str], kind: CellKind = CellKind.CHANGED) -> Preview:
    """A preview in which items name their evidence."""
    proposals = tuple(
        Proposal(item, "evidence_names", kind, "", names, "", names, None, 2, 11)
        for item, names in cells.items()
    )
    return Preview(
        received=unopened("返却.xlsx"),
        sha256="",
        subject=SUBJECT,
        round=1,
        round_id="1",
        answered=AnsweredRound.CURRENT,
        sheet="質問票",
        rows=len(cells),
        matched=len(cells),
        blank=0,
        proposals=proposals,
        strangers=(),
        problems=(),
    )


def match(cell: str, *names: str) -> FoundAttachments:
    return attachments.matched(naming({ITEM: cell}), [unopened(f"証跡/{name}") for name in names])


def certain(found: FoundAttachments) -> list[str]:
    return [link.received.name.partition("/")[2] for link in found.links if link.certain]


def offered(found: FoundAttachments) -> list[str]:
    return [link.received.name.partition("/")[2] for link in found.links if not link.certain]


def missing(found: FoundAttachments) -> list[str]:
    return [one.name for one in found.missing]


def unnamed(found: FoundAttachments) -> list[str]:
    return [received.name.partition("/")[2] for received in found.unnamed]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("設計書.pdf", "設計書.pdf"),
        ("設計書", "設計書.pdf"),
        ("設計書.docx", "設計書.pdf"),
        (" 設計 書 ", "設計書.pdf"),
        ("ＡＰＩ設計書．ＰＤＦ", "api設計書.pdf"),
        ("ﾃﾞｰﾀ管理規程", "データ管理規程.docx"),
        ("アクセス‐ログ―一覧", "アクセス-ログ－一覧.xlsx"),
        ("「設計書」", "設計書.pdf"),
        ("・設計書.pdf", "設計書.pdf"),
        ("(1) 設計書", "設計書.pdf"),
        ("１．設計書", "設計書.pdf"),
        ("① 設計書", "設計書.pdf"),
        ("設計\n書.pdf", "設計書.pdf"),
        ("証跡\\設計書.pdf", "設計書.pdf"),
        ("証跡￥設計書.pdf", "設計書.pdf"),
        ("証跡/設計書", "設計書.pdf"),
        ("手順 v1.2", "手順 v1.2"),
        ("規程、手順／様式.pdf", "規程、手順／様式.pdf"),
        ("①体制図", "①体制図.pdf"),
        ("1.設計書", "1.設計書.pdf"),
        ("価格¥表.pdf", "価格¥表.pdf"),
        (".gitignore", ".gitignore"),
    ],
)
def test_that_a_name_is_found_however_it_is_written(cell: str, name: str):
    found = match(cell, name, "別の資料.pdf")
    assert certain(found) == [name]
    assert (offered(found), missing(found), unnamed(found)) == ([], [], ["別の資料.pdf"])


@pytest.mark.parametrize(
    "cell",
    [
        "設計書.pdf\n手順書.docx",
        "設計書.pdf\r\n手順書.docx",
        "設計書、手順書",
        "設計書, 手順書",
        "設計書；手順書",
        "設計書／手順書",
        "設計書・手順書",
        "設計書\t手順書",
        "設計書.pdf 手順書.docx",
        "①設計書②手順書",
        "(1)設計書(2)手順書",
        "（１）設計書、（２）手順書",
        "1. 設計書 2. 手順書",
        "1)設計書\n2)手順書",
        "・設計書\n・手順書",
        "『設計書』、『手順書』",
    ],
)
def test_that_several_names_in_one_cell_are_told_apart(cell: str):
    found = match(cell, "設計書.pdf", "手順書.docx")
    assert sorted(certain(found)) == ["手順書.docx", "設計書.pdf"]
    assert (offered(found), missing(found), unnamed(found)) == ([], [], [])


def test_that_a_name_that_is_one_file_is_not_parted():
    found = match(
        "規程、手順.pdf、様式・記入例", "規程、手順.pdf", "手順.pdf", "様式・記入例.xlsx", "様式.xlsx"
    )
    assert certain(found) == ["規程、手順.pdf", "様式・記入例.xlsx"]
    assert unnamed(found) == ["手順.pdf", "様式.xlsx"]


def test_that_part_of_a_name_is_offered_and_not_certain():
    found = match("ユーザー・権限管理規程.pdf", "権限管理規程.pdf")
    assert (certain(found), offered(found)) == ([], ["権限管理規程.pdf"])
    found = match("\\\\server\\規程\\設計書.pdf", "設計書.pdf")
    assert (certain(found), offered(found), missing(found)) == ([], ["設計書.pdf"], [])


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("情報セキュリティ規程 第2版", "情報セキュリティ規程.pdf"),
        ("情報セキュリティ規程 3章参照", "情報セキュリティ規程.pdf"),
        ("詳細は情報セキュリティ規程（別紙）p.5", "情報セキュリティ規程.pdf"),
        ("管理規程.pdf", "別紙1_管理規程_v1.2.pdf"),
        ("規程、手順 第2版", "規程、手順.pdf"),
    ],
)
def test_that_what_is_only_alike_is_offered_and_not_certain(cell: str, name: str):
    found = match(cell, name)
    assert (certain(found), offered(found), missing(found)) == ([], [name], [])


def test_that_short_names_within_others_are_not_offered():
    found = match("運用規程一覧", "規程.pdf", "一覧.pdf")
    assert (found.links, missing(found)) == ((), ["運用規程一覧"])
    assert match("規程", "運用規程一覧.pdf").links == ()


def test_that_a_name_within_nearly_every_file_is_no_name():
    found = match("証跡資料", *[f"証跡資料{n}.pdf" for n in range(21)])
    assert (found.links, missing(found), len(found.unnamed)) == ((), ["証跡資料"], 21)


def test_that_files_of_the_same_name_are_all_offered():
    found = match("設計書", "a/設計書.pdf", "b/設計書.pdf", "設計書.docx")
    assert (certain(found), len(offered(found)), unnamed(found)) == ([], 3, [])
    found = match("設計書.pdf", "a/設計書.pdf", "b/設計書.pdf")
    assert (certain(found), len(offered(found))) == ([], 2)


def test_that_the_folder_or_ending_tells_files_of_the_same_name_apart():
    assert certain(match("b/設計書", "a/設計書.pdf", "b/設計書.pdf")) == ["b/設計書.pdf"]
    found = match("設計書.pdf", "設計書.pdf", "設計書.docx")
    assert (certain(found), offered(found)) == (["設計書.pdf"], ["設計書.docx"])


def test_that_what_is_named_and_not_there_is_told():
    found = match("設計書.pdf、画面.png\n運用手順書、体制図 3章参照", "設計書.pdf")
    assert missing(found) == ["画面.png", "運用手順書"]
    assert missing(match("体制図 3章参照", "設計書.pdf")) == ["体制図 3章参照"]
    assert missing(match("A.pdf・B.pdf")) == ["A.pdf", "B.pdf"]


@pytest.mark.parametrize("cell", ["なし", "該当なし", "－", "N/A", "特になし"])
def test_that_a_cell_that_names_nothing_misses_nothing(cell: str):
    assert missing(match(cell, "設計書.pdf")) == []


def test_that_one_file_serves_several_items():
    found = attachments.matched(naming({"A": "設計書", "B": "設計書.pdf", "C": ""}), [unopened("設計書.pdf")])
    assert [(link.item, link.named, link.certain) for link in found.links] == [
        ("A", "設計書", True),
        ("B", "設計書.pdf", True),
    ]


@pytest.mark.parametrize("kind", list(CellKind))
def test_that_only_cells_that_were_read_name_files(kind: CellKind):
    found = attachments.matched(naming({ITEM: "設計書"}, kind), [unopened("設計書.pdf")])
    assert bool(found.links) is (kind in {CellKind.CHANGED, CellKind.CONFLICT, CellKind.UNCHANGED})


def test_that_the_case_names_the_files_where_the_cell_came_back_blank():
    seen = naming({ITEM: ""}, CellKind.UNCHANGED)
    held = Proposal(ITEM, "evidence_names", CellKind.UNCHANGED, "", "", "設計書", "", None, 2, 11)
    other = Proposal(ITEM, "explanation", CellKind.CHANGED, "", "手順書", "", "", None, 2, 8)
    files = [unopened("設計書.pdf"), unopened("手順書.pdf")]
    found = attachments.matched(replace(seen, proposals=(held, other)), files)
    assert [link.received.name for link in found.links] == ["設計書.pdf"]


@pytest.mark.parametrize("sign", ["、", "\n", "/", "(1)", " .pdf", "①", "設計書.pdf "])
def test_that_a_cell_full_of_signs_is_one_text(sign: str):
    index = NamedFiles([f"設計書{n}.pdf" for n in range(1000)])
    assert len(index.parts(sign * (32_000 // len(sign)))) <= 1


NAMES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="/\\"),
    min_size=1,
    max_size=30,
).filter(name_key)


@given(st.lists(NAMES, min_size=1, max_size=8, unique=True), st.data())
def test_that_a_name_written_exactly_is_found_unless_another_is_like_it(
    names: list[str], data: st.DataObject
):
    name = data.draw(st.sampled_from(names))
    found = match(name, *[unicodedata.normalize("NFC", one) for one in names])
    meant = unicodedata.normalize("NFC", name)
    assert meant in certain(found) + offered(found)
    alike = [one for one in names if stems(one) & stems(name)]
    assert len(alike) > 1 or certain(found) == [meant]


def stems(name: str) -> set[str]:
    """Everything that a name may be taken for without its ending."""
    key = name_key(name)
    return {key[:at] for at in range(1, len(key)) if key[at] == "."} | {key}


@given(st.lists(NAMES, min_size=1, max_size=6, unique_by=name_key), st.text(max_size=200))
def test_that_any_text_is_matched_without_an_error(names: list[str], cell: str):
    found = match(cell, *names)
    linked = [link.received for link in found.links]
    assert len(linked) == len(set(linked))
    assert set(linked) | set(found.unnamed) == set(found.files)


def written(path: Path, content: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(path, "w") as target:
        for name, content in files.items():
            target.writestr(name, content)
    return path


def test_that_a_folder_gives_its_files_and_those_below(tmp_path: Path):
    place = tmp_path / "回答"
    for name in (
        "b.pdf",
        "証跡/a.pdf",
        "証跡/深い/c.pdf",
        ".DS_Store",
        "~$b.docx",
        "__MACOSX/x",
        "Thumbs.db",
    ):
        written(place / name, name.encode())
    found, problems = attachments.files_in(place)
    assert problems == []
    assert {one.name: one.content() for one in found} == {
        "回答/b.pdf": b"b.pdf",
        "回答/証跡/a.pdf": "証跡/a.pdf".encode(),
        "回答/証跡/深い/c.pdf": "証跡/深い/c.pdf".encode(),
    }
    assert [one.path for one in found][:1] == [place / "b.pdf"]
    assert [one.size for one in found][:1] == [5]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_that_links_are_not_followed_and_devices_not_opened(tmp_path: Path):
    outside, place = written(tmp_path / "secret" / "s.pdf"), tmp_path / "place"
    written(place / "a.pdf")
    (place / "link.pdf").symlink_to(outside)
    (place / "folder").symlink_to(outside.parent)
    (place / "loop").symlink_to(place)
    os.mkfifo(place / "pipe.pdf")
    assert [one.name for one in attachments.files_in(place)[0]] == ["place/a.pdf"]


def test_that_a_folder_that_is_gone_is_told(tmp_path: Path):
    found, problems = attachments.files_in(tmp_path / "gone")
    assert (found, [(p.code, p.place.file) for p in problems]) == ([], [(Code.CANNOT_READ, "gone")])


def test_that_an_archive_in_a_folder_is_looked_into(tmp_path: Path):
    place = tmp_path / "回答"
    zipped(place / "下/証跡.zip", {"x/設計書.pdf": b"1"})
    zipped(place / "bad.zip", {"../a": b"1"})
    zipped(place / "renamed.zip", {"[Content_Types].xml": b"1"})
    found, problems = attachments.files_in(place)
    names = ["回答/renamed.zip", "回答/下/証跡.zip", "回答/下/証跡.zip/x/設計書.pdf"]
    assert [one.name for one in found] == names
    assert found[2].content() == b"1"
    assert archive.where(found[2]) == place / "下/証跡.zip/x/設計書.pdf"
    assert archive.where(found[1]) == place / "下/証跡.zip"
    assert [(p.code, p.place.file) for p in problems] == [(Code.ARCHIVE_UNSAFE, "bad.zip")]


def test_that_a_folder_with_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(attachments, "ENTRIES_LIMIT", 3)
    for name in ("a", "b", "c"):
        written(tmp_path / name)
    assert len(attachments.files_in(tmp_path)[0]) == 3
    zipped(tmp_path / "a.zip", {"x": b"", "y": b""})
    (tmp_path / "c").unlink()
    found, problems = attachments.files_in(tmp_path)
    assert (found, [p.code for p in problems]) == ([], [Code.ARCHIVE_TOO_LARGE])
    written(tmp_path / "e")
    assert [p.code for p in attachments.files_in(tmp_path)[1]] == [Code.ARCHIVE_TOO_LARGE]


def sent(inspection: Inspection, folder: Path, subject: str = SUBJECT, names: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    path = exporting.export(inspection, [subject], folder, quiet()).files[0].path
    if names:
        filling.fill(path, {ITEM: {"answer": "○", "evidence_names": names}})
    return path


def read(inspection: Inspection, path: Path) -> Preview:
    seen = batch.read_one(inspection, ReceivedFile.at(path))
    assert isinstance(seen, Preview), seen
    return seen


def test_that_a_returned_folder_gives_everything_but_questionnaires(fresh: Inspection, tmp_path: Path):
    place = tmp_path / "返却"
    seen = read(fresh, sent(fresh, place, names="設計書.pdf、台帳、体制図.png"))
    sent(fresh, place, OTHER)
    written(place / "証跡/設計書.pdf")
    zipped(place / "台帳.xlsx", {"[Content_Types].xml": b"no workbook"})
    written(place / "メモ.txt")
    found = attachments.look(seen, place, quiet())
    assert certain(found) == ["証跡/設計書.pdf", "台帳.xlsx"]
    assert (missing(found), unnamed(found), found.problems) == (["体制図.png"], ["メモ.txt"], ())


def test_that_an_archive_is_looked_into_with_its_problems(fresh: Inspection, tmp_path: Path):
    path = sent(fresh, tmp_path, names="設計書.pdf")
    inner = zipped(tmp_path / "inner", {"x": b""}).read_bytes()
    files = {"質問票.xlsx": path.read_bytes(), "設計書.pdf": b"1", "other.zip": inner}
    found = attachments.look(read(fresh, path), zipped(tmp_path / "回答.zip", files), quiet())
    assert [one.name for one in found.files] == ["回答.zip/設計書.pdf"]
    assert (certain(found), [p.code for p in found.problems]) == (["設計書.pdf"], [Code.ARCHIVE_NESTED])


def test_that_what_is_neither_folder_nor_archive_is_told(fresh: Inspection, tmp_path: Path):
    seen = read(fresh, sent(fresh, tmp_path))
    found = attachments.look(seen, written(tmp_path / "証跡.pdf"), quiet())
    assert (found.files, [p.code for p in found.problems]) == ((), [Code.ARCHIVE_DAMAGED])


def test_that_a_file_that_cannot_be_compared_is_told(tmp_path: Path):
    content = b"x" * 5000
    twin = zipped(tmp_path / "a.zip", {"twin.pdf": b"y" * 5000})
    damaged = bytearray(twin.read_bytes())
    damaged[4_500] ^= 1
    twin.write_bytes(damaged)
    seen = naming({ITEM: "twin.pdf"})
    same_size = ReceivedFile("返却.xlsx", 5000, lambda: content)
    seen = replace(seen, received=same_size, sha256=hashlib.sha256(content).hexdigest())
    found = attachments.look(seen, twin, quiet())
    assert (found.files, [p.code for p in found.problems]) == ((), [Code.ARCHIVE_DAMAGED])


def test_that_looking_can_be_cancelled(tmp_path: Path):
    written(tmp_path / "a.pdf")
    progress = quiet()
    progress.cancel()
    with pytest.raises(Cancelled):
        attachments.look(naming({}), tmp_path, progress)


def beside(path: str, questionnaires: str, others: str) -> list[str]:
    """The files beside a workbook, all paths given as words."""
    found = attachments.beside(
        Path(path), [Path(one) for one in questionnaires.split()], [Path(one) for one in others.split()]
    )
    return [one.as_posix() for one in found]


def test_that_a_folder_or_archive_with_the_name_of_the_workbook_belongs_to_it():
    both = "/d/A社.xlsx /d/Ｂ社.xlsx"
    others = "/d/a社/x.pdf /d/a社/下/y.pdf /d/B社.zip/z.pdf /d/説明.pdf"
    assert beside("/d/A社.xlsx", both, others) == ["/d/a社/x.pdf", "/d/a社/下/y.pdf"]
    assert beside("/d/Ｂ社.xlsx", both, others) == ["/d/B社.zip/z.pdf"]


def test_that_the_nearest_folder_of_that_name_decides():
    both = "/d/A社.xlsx /d/B社.xlsx"
    others = "/d/A社/x.pdf /d/A社/B社/y.pdf"
    assert beside("/d/A社.xlsx", both, others) == ["/d/A社/x.pdf"]
    assert beside("/d/B社.xlsx", both, others) == ["/d/A社/B社/y.pdf"]


def test_that_workbooks_of_the_same_name_have_what_lies_with_them():
    both = "/d/1/回答.xlsx /d/2/回答.xlsx"
    others = "/d/1/回答/x.pdf /d/2/回答.zip/y.pdf /d/回答/z.pdf"
    assert beside("/d/1/回答.xlsx", both, others) == ["/d/1/回答/x.pdf"]
    assert beside("/d/2/回答.xlsx", both, others) == ["/d/2/回答.zip/y.pdf"]


def test_that_the_only_workbook_of_a_folder_has_all_that_is_there_and_below():
    both = "/d/A/1.xlsx /d/B/2.xlsx"
    others = "/d/A/x.pdf /d/A/下/y.pdf /d/A/証跡.zip/z.pdf /d/B/w.pdf /d/説明.pdf"
    assert beside("/d/A/1.xlsx", both, others) == ["/d/A/x.pdf", "/d/A/下/y.pdf", "/d/A/証跡.zip/z.pdf"]
    assert beside("/d/B/2.xlsx", both, others) == ["/d/B/w.pdf"]
    assert beside("/d/A/1.xlsx", "", others)[0] == "/d/A/x.pdf"


def test_that_what_is_nearer_to_another_workbook_is_left_to_it():
    both = "/d/1.xlsx /d/B/2.xlsx /d/e/C社.xlsx"
    others = "/d/x.pdf /d/B/y.pdf /d/B/下/z.pdf /d/C社/w.pdf"
    assert beside("/d/1.xlsx", both, others) == ["/d/x.pdf"]


def test_that_all_workbooks_are_told_at_once_what_belongs_to_them():
    paths = [Path("/d/A社.xlsx"), Path("/d/B社.xlsx")]
    lying = [Path("/d/A社/x.pdf"), Path("/d/A社/y.pdf"), Path("/d/y.pdf"), Path("/d/z.pdf")]
    assert attachments.belonging(paths, lying) == {paths[0]: tuple(lying[:2])}


def test_that_several_workbooks_in_a_folder_share_nothing():
    both = "/A社/A社.xlsx /A社/B社.xlsx"
    assert beside("/A社/A社.xlsx", both, "/A社/x.pdf") == []
    assert beside("/A社/B社.xlsx", both, "/A社/x.pdf") == []
