"""Archives that came with a workbook: what is read of them, and what is refused."""

import os
import stat
import struct
import unicodedata
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.errors import Code, InputError, Problem
from assessor.operations.returns import archive, archive_safety
from assessor.operations.returns.received import ReceivedFile

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def written(path: Path, files: dict[str, bytes]) -> Path:
    """A zip as a well-behaved program writes it."""
    with ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return path


class Entry:
    """One entry of a zip made by hand, so that every field can lie."""

    def __init__(self, name: bytes, content: bytes = b"x", **facts: int) -> None:
        self.name, self.content = name, content
        self.flags = facts.get("flags", 0)
        self.method = facts.get("method", ZIP_STORED)
        self.size = facts.get("size", len(content))
        self.crc = facts.get("crc", zlib.crc32(content))
        self.mode = facts.get("mode", 0)
        self.offset = facts.get("offset", -1)
        self.data = content

    def packed(self) -> "Entry":
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        self.data, self.method = packer.compress(self.content) + packer.flush(), ZIP_DEFLATED
        return self

    def locked(self, password: bytes) -> "Entry":
        self.flags |= 1
        self.data = encrypted(os.urandom(11) + bytes([self.crc >> 24]) + self.data, password)
        return self

    def fields(self) -> tuple[int, ...]:
        return (20, self.flags, self.method, 0, 0x21, self.crc, len(self.data), self.size, len(self.name), 0)


def made(path: Path, *entries: Entry) -> Path:
    """A zip written byte by byte from entries."""
    body, directory = b"", b""
    for entry in entries:
        offset = entry.offset
        if offset < 0:
            offset = len(body)
            body += struct.pack("<4s5H3L2H", LOCAL, *entry.fields()) + entry.name + entry.data
        directory += struct.pack("<4sH", CENTRAL, 0x0314) + struct.pack("<5H3L2H", *entry.fields())
        directory += struct.pack("<3H2L", 0, 0, 0, entry.mode << 16, offset) + entry.name
    count = len(entries)
    end = struct.pack("<4s4H2LH", END, 0, 0, count, count, len(directory), len(body), 0)
    path.write_bytes(body + directory + end)
    return path


def encrypted(data: bytes, password: bytes) -> bytes:
    """The old encryption of zip, as its specification has it."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def step(byte: int) -> None:
        keys[0] = zlib.crc32(bytes([byte]), keys[0] ^ 0xFFFFFFFF) ^ 0xFFFFFFFF
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = zlib.crc32(bytes([keys[1] >> 24]), keys[2] ^ 0xFFFFFFFF) ^ 0xFFFFFFFF

    for byte in password:
        step(byte)
    out = bytearray()
    for byte in data:
        mask = (keys[2] | 2) & 0xFFFF
        out.append(byte ^ ((mask * (mask ^ 1)) >> 8 & 0xFF))
        step(byte)
    return bytes(out)


def names(found: list[ReceivedFile]) -> list[str]:
    return [received.name for received in found]


def refusal(path: Path, *passwords: str) -> Problem:
    """The one reason why an archive is refused as a whole."""
    found, problems = archive.members(path, passwords)
    assert found == []
    (problem,) = problems
    assert problem.place.file == path.name
    return problem


def refused_load(received: ReceivedFile) -> Code:
    with pytest.raises(InputError) as error:
        received.content()
    return error.value.problems[0].code


def document(marker: str, first: str = "other.xml") -> Callable[[Path], bytes]:
    def content(folder: Path) -> bytes:
        return written(folder / "inner", {first: b"<x/>", marker: b"<x/>"}).read_bytes()

    return content


def test_that_the_files_of_an_archive_are_listed_with_their_folders_and_read(tmp_path: Path):
    path = written(tmp_path / "回答.zip", {"証跡/設計書.pdf": b"%PDF-1", "空.txt": b""})
    found, problems = archive.members(path)
    assert problems == []
    assert names(found) == ["回答.zip/証跡/設計書.pdf", "回答.zip/空.txt"]
    assert [(one.file, one.size, one.path, one.content()) for one in found] == [
        ("設計書.pdf", 6, None, b"%PDF-1"),
        ("空.txt", 0, None, b""),
    ]


def test_that_what_programs_leave_behind_is_left_out(tmp_path: Path):
    junk = ["__MACOSX/._a.pdf", ".DS_Store", "x/Thumbs.db", "desktop.ini", "~$a.docx", "._a.pdf", "x/"]
    path = written(tmp_path / "a.zip", {**dict.fromkeys(junk, b""), "a.pdf": b"1"})
    assert names(archive.members(path)[0]) == ["a.zip/a.pdf"]


@pytest.mark.parametrize("encoding", ["cp932", "utf-8"])
def test_that_names_without_the_mark_of_utf8_are_read_as_they_were_meant(tmp_path: Path, encoding: str):
    path = made(tmp_path / "a.zip", Entry("表/設計書①.pdf".encode(encoding)))
    assert names(archive.members(path)[0]) == ["a.zip/表/設計書①.pdf"]


def test_that_names_of_macos_are_composed(tmp_path: Path):
    path = written(tmp_path / "a.zip", {unicodedata.normalize("NFD", "ガイド.pdf"): b"1"})
    assert names(archive.members(path)[0]) == ["a.zip/ガイド.pdf"]


def test_that_a_name_in_no_known_encoding_is_shown_with_marks(tmp_path: Path):
    path = made(tmp_path / "a.zip", Entry(b"\x85\xff.pdf"))
    (one,) = archive.members(path)[0]
    assert "\ufffd" in one.name
    assert one.content() == b"x"


def test_that_folders_parted_by_backslashes_are_folders(tmp_path: Path):
    path = made(tmp_path / "a.zip", Entry(b"x\\"), Entry(b"x\\y.pdf"))
    (one,) = archive.members(path)[0]
    assert (one.name, one.file) == ("a.zip/x/y.pdf", "y.pdf")


@pytest.mark.parametrize(
    "name",
    [
        b"../a",
        b"x/../../a",
        b"..\\a",
        b"x\\..\\a",
        b"x/.. /a",
        b"x/.../a",
        b"/etc/passwd",
        b"\\a",
        b"\\\\server\\share\\a",
        b"//server/share/a",
        b"C:\\a",
        b"c:a",
        b"a.pdf\0.exe",
        b"__MACOSX/../../a",
        b"x/" * 101 + b"a",
        b"a" * 4097,
    ],
)
def test_that_an_archive_with_a_name_that_leads_out_of_it_is_refused(tmp_path: Path, name: bytes):
    path = made(tmp_path / "a.zip", Entry(b"good.pdf"), Entry(name))
    problem = refusal(path)
    assert problem.code is Code.ARCHIVE_UNSAFE
    assert problem.values["name"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK])
def test_that_an_archive_with_a_link_or_device_is_refused(tmp_path: Path, kind: int):
    path = made(tmp_path / "a.zip", Entry(b"a.pdf", b"/etc/passwd", mode=kind | 0o777))
    assert refusal(path).code is Code.ARCHIVE_UNSAFE


def test_that_plain_files_and_folders_of_unix_are_read(tmp_path: Path):
    path = made(
        tmp_path / "a.zip",
        Entry(b"x/", b"", mode=stat.S_IFDIR | 0o755),
        Entry(b"x/a.pdf", mode=stat.S_IFREG | 0o644),
    )
    assert names(archive.members(path)[0]) == ["a.zip/x/a.pdf"]


def test_that_files_that_lie_in_one_another_are_refused(tmp_path: Path):
    path = made(tmp_path / "a.zip", Entry(b"a.pdf", b"x" * 99), Entry(b"a.pdf", b"x" * 99, offset=0))
    assert refusal(path).code is Code.ARCHIVE_UNSAFE


@pytest.mark.long
def test_that_an_archive_of_too_many_files_is_refused(tmp_path: Path):
    path = made(tmp_path / "a.zip", *[Entry(b"%05d" % n, b"") for n in range(10_001)])
    problem = refusal(path)
    assert (problem.code, problem.values["found"]) == (Code.ARCHIVE_TOO_LARGE, "10,001")


def test_that_a_huge_directory_is_refused_before_it_is_read(tmp_path: Path):
    path = made(tmp_path / "a.zip", *[Entry(b"a" * 60_000, b"") for _ in range(100)])
    problem = refusal(path)
    assert (problem.code, problem.values["what"]) == (Code.ARCHIVE_TOO_LARGE, "parts")


def test_that_an_archive_that_says_it_would_burst_is_refused(tmp_path: Path):
    each = archive_safety.MEMBER_LIMIT
    many = [Entry(b"%d" % n, b"x", size=each) for n in range(21)]
    assert refusal(made(tmp_path / "a.zip", *many)).values["what"] == "unpacked"
    assert refusal(made(tmp_path / "b.zip", Entry(b"a", size=each + 1))).values["what"] == "member"
    blank = written(tmp_path / "c.zip", {"a.bmp": b"\0" * 6_000_000})
    assert refusal(blank).values["what"] == "ratio"


def test_that_a_blank_picture_below_the_bound_is_read(tmp_path: Path):
    (one,) = archive.members(written(tmp_path / "a.zip", {"a.bmp": b"\0" * 4_000_000}))[0]
    assert len(one.content()) == 4_000_000


@pytest.mark.parametrize("packed", [False, True])
def test_that_a_file_larger_than_the_directory_says_is_cut_off_and_refused(tmp_path: Path, *, packed: bool):
    content = b"x" * 3_000_000
    entry = Entry(b"a.log", content, size=1_000, crc=zlib.crc32(content[:1_000]))
    found, _ = archive.members(made(tmp_path / "a.zip", entry.packed() if packed else entry))
    assert refused_load(found[0]) is Code.ARCHIVE_TOO_LARGE


def test_that_a_file_smaller_than_the_directory_says_is_damage(tmp_path: Path):
    (one,) = archive.members(made(tmp_path / "a.zip", Entry(b"a.log", b"x" * 99, size=100)))[0]
    assert refused_load(one) is Code.ARCHIVE_DAMAGED


def test_that_a_changed_byte_is_damage(tmp_path: Path):
    path = made(tmp_path / "a.zip", Entry(b"a.log", b"x" * 9_999, crc=1))
    assert refused_load(archive.members(path)[0][0]) is Code.ARCHIVE_DAMAGED
    path = made(tmp_path / "b.zip", Entry(b"a.log", b"x" * 99, crc=1))
    assert refusal(path).code is Code.ARCHIVE_DAMAGED


@pytest.mark.parametrize("length", [0, 10, 40, 200])
def test_that_a_truncated_archive_is_damage(tmp_path: Path, length: int):
    path = written(tmp_path / "a.zip", {"a.pdf": os.urandom(500), "b.pdf": b"1"})
    path.write_bytes(path.read_bytes()[:length])
    assert refusal(path).code is Code.ARCHIVE_DAMAGED


@pytest.mark.parametrize("length", [1, 10, 600])
def test_that_an_archive_without_its_beginning_is_damage(tmp_path: Path, length: int):
    path = written(tmp_path / "a.zip", {"a.pdf": os.urandom(500), "b.pdf": b"1"})
    path.write_bytes(path.read_bytes()[length:])
    assert refusal(path).code is Code.ARCHIVE_DAMAGED


def test_that_a_method_whose_memory_cannot_be_bounded_is_refused(tmp_path: Path):
    path = tmp_path / "a.zip"
    with ZipFile(path, "w", ZIP_BZIP2) as target:
        target.writestr("a.pdf", b"x" * 100)
    assert refusal(path).code is Code.ARCHIVE_DAMAGED


def test_that_what_is_no_archive_and_what_is_gone_are_told_apart(tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(b"%PDF-1.7 " * 99)
    assert refusal(tmp_path / "a.zip").code is Code.ARCHIVE_DAMAGED
    assert refusal(tmp_path / "gone.zip").code is Code.NOT_FOUND
    assert refusal(tmp_path).code is Code.CANNOT_READ


@given(st.data())
def test_that_no_change_of_bytes_raises_anything_else(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
):
    path = written(
        tmp_path_factory.getbasetemp() / "changed.zip", {"a.pdf": b"1" * 99, "b/c.xlsx": b"PK\3\4"}
    )
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    for received in archive.members(path, ("x",))[0]:
        with suppress(InputError):
            received.content()


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_that_a_password_opens_an_archive_whatever_program_wrote_it(tmp_path: Path, encoding: str):
    key = "ガ暗号".encode(encoding)
    entries = [Entry(b"a.pdf", b"%PDF" * 50).packed().locked(key), Entry(b"b.txt", b"", flags=1).locked(key)]
    path = made(tmp_path / "a.zip", *entries, Entry(b"plain.txt", b"plain"))
    typed = unicodedata.normalize("NFD", "ガ暗号")
    found, problems = archive.members(path, ("", "other", "🔒", typed))
    assert problems == []
    assert [one.content() for one in found] == [b"%PDF" * 50, b"", b"plain"]


@pytest.mark.parametrize("passwords", [(), ("wrong", "違う")])
def test_that_an_archive_without_its_password_is_refused(tmp_path: Path, passwords: tuple[str, ...]):
    path = made(tmp_path / "a.zip", Entry(b"a.pdf", b"%PDF" * 50).packed().locked(b"right"))
    assert refusal(path, *passwords).code is Code.ARCHIVE_PROTECTED


@pytest.mark.parametrize("entry", [Entry(b"a", method=99, flags=1), Entry(b"a", flags=0x41)])
def test_that_aes_and_strong_encryption_are_refused(tmp_path: Path, entry: Entry):
    assert refusal(made(tmp_path / "a.zip", entry), "x").code is Code.ARCHIVE_AES


def test_that_an_archive_with_several_passwords_is_refused(tmp_path: Path):
    entries = [Entry(b"a", b"1").locked(b"mine"), Entry(b"b", b"22").locked(b"other")]
    path = made(tmp_path / "a.zip", *entries)
    # one byte proves a password: one in 256 wrong ones goes on and finds damage
    assert refusal(path, "mine").code in {Code.ARCHIVE_PROTECTED, Code.ARCHIVE_DAMAGED}


@pytest.mark.parametrize("name", ["inner.zip", "inner.pdf"])
def test_that_an_archive_in_the_archive_is_left_out_whatever_its_name(tmp_path: Path, name: str):
    inner = written(tmp_path / "inner", {"sheet.xlsx": b"x"}).read_bytes()
    found, problems = archive.members(written(tmp_path / "a.zip", {name: inner, "b.pdf": b"1"}))
    assert names(found) == ["a.zip/b.pdf"]
    assert [(p.code, p.values) for p in problems] == [(Code.ARCHIVE_NESTED, {"name": name})]


def test_that_an_empty_archive_in_the_archive_is_one_too(tmp_path: Path):
    inner = written(tmp_path / "inner", {}).read_bytes()
    found, problems = archive.members(written(tmp_path / "a.zip", {"b.pdf": inner}))
    assert (found, [p.code for p in problems]) == ([], [Code.ARCHIVE_NESTED])


@pytest.mark.parametrize(
    "content",
    [
        document("[Content_Types].xml", first="_rels/.rels"),
        document("_rels/.rels", first="[Content_Types].xml"),
        document("content.xml", first="mimetype"),
        document("Index/Document.iwa"),
    ],
)
def test_that_a_document_that_is_stored_as_a_zip_is_no_archive(
    tmp_path: Path, content: Callable[[Path], bytes]
):
    path = written(tmp_path / "a.zip", {"a.bin": content(tmp_path)})
    assert names(archive.members(path)[0]) == ["a.zip/a.bin"]


@pytest.mark.long
def test_that_a_huge_directory_in_an_inner_archive_is_not_read(tmp_path: Path):
    many = [Entry(os.urandom(30_000).hex().encode(), b"") for _ in range(100)]
    inner = made(tmp_path / "inner", *many).read_bytes()
    _, problems = archive.members(written(tmp_path / "a.zip", {"a.docx": inner}))
    assert [p.code for p in problems] == [Code.ARCHIVE_NESTED]


def test_that_an_archive_that_changed_since_it_was_listed_is_not_read(tmp_path: Path):
    path = written(tmp_path / "a.zip", {"a.pdf": b"1"})
    (one,) = archive.members(path)[0]
    written(path, {"a.pdf": b"22"})
    assert refused_load(one) is Code.FILE_CHANGED
    path.unlink()
    assert refused_load(one) is Code.NOT_FOUND


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux lists open files")
def test_that_no_archive_is_kept_open(tmp_path: Path):
    path = written(tmp_path / "a.zip", {"a.pdf": b"1", "b.pdf": b"2"})
    found, _ = archive.members(path)
    assert [one.content() for one in found] == [b"1", b"2"]
    held = [str(fd.readlink()) for fd in Path("/proc/self/fd").iterdir() if fd.is_symlink()]
    assert str(path) not in held


@given(st.text(min_size=1, max_size=30))
def test_that_every_name_is_listed_or_the_archive_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str
):
    raw = name.encode("utf-8", "replace")
    path = made(tmp_path_factory.getbasetemp() / "names.zip", Entry(raw, flags=0x800))
    found, problems = archive.members(path)
    plain = archive_safety.name_of(info_of(raw))
    assert found or problems or plain.endswith("/") or archive_safety.is_junk(plain)


def info_of(raw: bytes) -> ZipInfo:
    info = ZipInfo(raw.decode())
    info.flag_bits = 0x800
    return info
