"""Mails that came in: what is attached to them, by which name, and what is refused."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.errors import Code
from assessor.excel.reading.container import Container
from assessor.operations.returns import archive, mail, unpacking
from assessor.operations.returns.received import ReceivedFile
from assessor.progress import Cancelled, Progress, quiet
from tests.unit.operations.returns import mails
from tests.unit.operations.returns.test_archive import Entry, made, refused_load, written

Found = tuple[dict[str, bytes], list[Code]]


def received(content: bytes, name: str = "送付.eml") -> ReceivedFile:
    return ReceivedFile(name, len(content), lambda: content)


def opened(one: ReceivedFile, *passwords: str) -> Found:
    """What lies in a mail or archive by its shown name, and what is wrong."""
    kind = unpacking.kind_of(one, by_content=True)
    assert kind is not None
    files, problems = unpacking.contents(one, kind, passwords, quiet())
    return {file.shown: file.content() for file in files[1:]}, [problem.code for problem in problems]


def test_that_attachments_are_files_named_behind_the_mail():
    content = mails.mail(("a.xlsx", b"PK one"), ("規程.pdf", b"%PDF"), ("a.xlsx", b"PK two"))
    assert opened(received(content)) == (
        {
            "送付.eml/a.xlsx": b"PK one",
            "送付.eml/規程.pdf": b"%PDF",
            "送付.eml/a (2).xlsx": b"PK two",
        },
        [],
    )


NAMES = {
    b'attachment; filename="=?utf-8?B?6LOq5ZWP56WoLnhsc3g=?="': "質問票.xlsx",
    b'attachment;\r\n filename="=?iso-2022-jp?B?GyRCPEFMZEk8GyhC?=\r\n =?iso-2022-jp?B?LmE=?="': "質問票.a",
    b"attachment; filename*=utf-8''%E8%B3%AA%E5%95%8F%E7%A5%A8.xlsx": "質問票.xlsx",
    b"attachment; filename*=Shift_JIS'ja'%8E%BF%96%E2%95%5B.xlsx": "質問票.xlsx",
    b"attachment; filename*0*=utf-8''%E8%B3%AA; filename*1*=%E5%95%8F; filename*2=.xlsx": "質問.xlsx",
    b"attachment; filename*1=.xlsx; filename*0=abc": "abc.xlsx",
    b'attachment; filename="' + "質問票①.xlsx".encode("cp932") + b'"': "質問票①.xlsx",
    b'attachment; filename="' + "質問票.xlsx".encode() + b'"': "質問票.xlsx",
    b'attachment; filename="' + "質問票.xlsx".encode("iso-2022-jp") + b'"': "質問票.xlsx",
    b"attachment; filename=plain.xlsx": "plain.xlsx",
    b'attachment; filename="a\\"b;c.xlsx"': "a_b;c.xlsx",
    b'attachment; filename="../../etc/passwd"': "_._etc_passwd",
    b'attachment; filename="C:\\\\x\\\\a.xlsx"': "C__x_a.xlsx",
    b'attachment; filename="CON.xlsx"': "_CON.xlsx",
    b'attachment; filename="..."': "添付1.bin",
    b"attachment": "添付1.bin",
    b"attachment; filename*=no-such-code''%E8%B3%AA": "質",
    b'attachment; filename="=?utf-8?B?!?="': "添付1.bin",
}


@pytest.mark.parametrize("field", NAMES, ids=range(len(NAMES)))
def test_that_names_are_read_however_a_mailer_writes_them_and_lead_nowhere(field: bytes):
    found, problems = opened(received(mails.with_field(field)))
    assert (found, problems) == ({f"送付.eml/{NAMES[field]}": b"content"}, [])


def test_that_a_character_cut_in_two_by_a_mailer_is_read_whole():
    word = "質問票".encode()
    words = [
        b"=?utf-8?Q?" + b"".join(b"=%02X" % byte for byte in part) + b"?=" for part in (word[:4], word[4:])
    ]
    field = b'attachment; filename="' + b"\r\n ".join(words) + b'.xlsx"'
    assert list(opened(received(mails.with_field(field)))[0]) == ["送付.eml/質問票.xlsx"]


def test_that_the_name_in_the_type_counts_where_there_is_no_other():
    kind = b'application/octet-stream; name="=?iso-2022-jp?B?GyRCPEFMZEk8GyhCLnhsc3g=?="'
    assert list(opened(received(mails.with_field(b"attachment", kind)))[0]) == ["送付.eml/質問票.xlsx"]


def test_that_a_mail_in_a_mail_is_a_file_and_what_is_attached_to_it_too():
    inner = EmailMessage()
    inner["Subject"] = "回答/再送"
    inner.set_content("text")
    inner.add_attachment(b"PK", "application", "octet-stream", filename="b.xlsx")
    found, problems = opened(received(mails.mail(inner)))
    assert problems == []
    assert list(found) == ["送付.eml/回答_再送.eml", "送付.eml/回答_再送.eml/b.xlsx"]
    assert unpacking.kind_of(received(found["送付.eml/回答_再送.eml"])) is not None


def test_that_an_archive_in_a_mail_is_opened_with_its_password(tmp_path: Path):
    locked = made(tmp_path / "a.zip", Entry(b"a.xlsx", b"PK" * 50).packed().locked(b"right")).read_bytes()
    one = received(mails.mail(("回答.zip", locked)))
    assert opened(one, "right") == ({"送付.eml/回答.zip": locked, "送付.eml/回答.zip/a.xlsx": b"PK" * 50}, [])
    found, problems = opened(one, "wrong")
    assert (list(found), problems) == (["送付.eml/回答.zip"], [Code.ARCHIVE_PROTECTED])


def test_that_a_mail_in_an_archive_is_opened_and_an_archive_in_that_is_told(tmp_path: Path):
    inner = written(tmp_path / "i.zip", {"x.xlsx": b"PK"}).read_bytes()
    path = written(tmp_path / "a.zip", {"下/m.eml": mails.mail(("b.xlsx", b"PK b"), ("i.zip", inner))})
    files, problems = unpacking.unpacked([ReceivedFile.at(path)], (), quiet())
    assert [one.name for one in files] == ["a.zip", "a.zip/下/m.eml", "a.zip/下/m.eml/b.xlsx"]
    assert [one.opened for one in files] == [True, True, False]
    assert archive.where(files[2]) == path / "下/m.eml/b.xlsx"
    (problem,) = problems
    assert (problem.code, problem.place.file) == (Code.ARCHIVE_NESTED, "a.zip/下/m.eml")
    assert problem.values["name"] == "i.zip"


def test_that_mails_in_one_another_are_opened_up_to_a_bound(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(mail, "NESTED_LIMIT", 2)
    inner = EmailMessage()
    inner["Subject"] = "deep"
    inner.set_content("x")
    for _ in range(3):
        outer = EmailMessage()
        outer["Subject"] = "above"
        outer.set_content("x")
        outer.add_attachment(inner)
        inner = outer
    assert opened(received(mails.mail(inner))) == ({}, [Code.ARCHIVE_TOO_LARGE])


def test_that_too_many_parts_and_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch):
    content = mails.mail(*((f"{n}.pdf", b"1") for n in range(5)))
    monkeypatch.setattr(mail, "PARTS_LIMIT", 5)
    assert opened(received(content)) == ({}, [Code.ARCHIVE_TOO_LARGE])
    monkeypatch.setattr(mail, "PARTS_LIMIT", 100)
    monkeypatch.setattr(mail, "MAIL_LIMIT", 100)
    assert opened(received(content)) == ({}, [Code.ARCHIVE_TOO_LARGE])


@pytest.mark.long
def test_that_groups_of_parts_without_end_are_damage_or_too_much():
    levels = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(900)
    )
    found, (code,) = opened(received(b"From: a\nSubject: b\nMIME-Version: 1.0\n" + levels))
    assert found == {}
    assert code in {Code.MAIL_DAMAGED, Code.ARCHIVE_TOO_LARGE}


def test_that_many_lines_in_many_groups_are_refused_before_they_are_compared(monkeypatch: pytest.MonkeyPatch):
    content = mails.mail(("a.xlsx", b"PK"))
    monkeypatch.setattr(mail, "COMPARISONS_LIMIT", content.count(b"\n") - 1)
    assert opened(received(content)) == ({}, [Code.ARCHIVE_TOO_LARGE])


def test_that_a_field_of_a_megabyte_keeps_nobody_waiting():
    field = b'attachment; filename="' + b'a;"' * 300_000
    found, problems = opened(received(mails.with_field(field)))
    assert (len(found), problems) == (1, [])
    assert len(next(iter(found)).encode()) < 300


def test_that_reading_a_mail_stops_when_asked_to():
    class Impatient(Progress):
        def step(self, done: int, total: int) -> None:  # noqa: ARG002 - as inherited
            raise Cancelled

    one = received(mails.mail(("a.xlsx", b"PK")))
    kind = unpacking.kind_of(one)
    assert kind is not None
    with pytest.raises(Cancelled):
        mail.attachments(one, kind, Impatient())


def test_that_an_attachment_of_a_mail_that_changed_is_refused(tmp_path: Path):
    path = tmp_path / "m.eml"
    path.write_bytes(mails.mail(("a.xlsx", b"PK one")))
    files, _ = unpacking.unpacked([ReceivedFile.at(path)], (), quiet())
    path.write_bytes(mails.mail(("a.xlsx", b"PK two")))
    assert refused_load(files[1]) is Code.FILE_CHANGED


def test_that_a_mail_of_outlook_is_read_with_the_mails_in_it():
    within = mails.outlook_tree(("中.xlsx", b"x" * 9000), ("深い", mails.outlook_tree(("底.pdf", b"%PDF"))))
    content = mails.outlook_mail(("質問票.xlsx", b"PK" * 5000), ("../小.pdf", b"%PDF"), ("転送", within))
    found, problems = opened(received(content, "送付.msg"))
    assert problems == []
    assert {name: len(one) for name, one in found.items()} == {
        "送付.msg/質問票.xlsx": 10_000,
        "送付.msg/_小.pdf": 4,
        "送付.msg/転送.msg/中.xlsx": 9000,
        "送付.msg/転送.msg/深い.msg/底.pdf": 4,
    }


def test_that_names_in_a_mail_of_an_older_outlook_are_in_the_encoding_of_japanese_windows():
    content = mails.outlook_mail(("質問票①.xlsx", b"PK"), ansi=True)
    assert list(opened(received(content, "a.msg"))[0]) == ["a.msg/質問票①.xlsx"]


def test_that_streams_that_claim_more_than_the_file_has_are_damage():
    content = bytearray(mails.outlook_mail(*((f"{n}.pdf", b"%PDF" * 2000) for n in range(6))))
    size = (8000).to_bytes(8, "little")
    assert content.count(size) == 6
    lying = bytes(content.replace(size, (40_000).to_bytes(8, "little")))
    assert opened(received(lying, "a.msg")) == ({}, [Code.MAIL_DAMAGED])


WHOLE = mails.mail(("質問票.xlsx", b"PK" * 300), ("b.zip", b"PK\x03\x04"))
KEPT = mails.outlook_mail(("質問票.xlsx", b"PK" * 3000), ("転送", mails.outlook_tree(("a.pdf", b"%PDF"))))


@st.composite
def changed(draw: st.DrawFn, content: bytes) -> bytes:
    """Bytes with a few of them changed, cut off or said twice."""
    data = bytearray(content)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        piece = draw(
            st.one_of(st.binary(max_size=8), st.sampled_from([b"--", b"\n\n", b'"', b"=?utf-8?B?", b";"]))
        )
        data[at : at + draw(st.integers(0, 8))] = piece
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data)


@given(changed(WHOLE))
def test_that_no_mail_does_anything_but_be_read_or_be_refused(content: bytes):
    found, problems = opened_as_mail(content, "a.eml")
    assert isinstance(found, dict)
    assert set(problems) <= {Code.MAIL_DAMAGED, Code.ARCHIVE_TOO_LARGE, Code.ARCHIVE_DAMAGED}


@given(changed(KEPT))
def test_that_no_mail_of_outlook_does_anything_but_be_read_or_be_refused(content: bytes):
    found, problems = opened_as_mail(content, "a.msg")
    assert isinstance(found, dict)
    assert set(problems) <= {Code.MAIL_DAMAGED, Code.ARCHIVE_TOO_LARGE, Code.ARCHIVE_DAMAGED}


@given(st.binary(max_size=300))
def test_that_no_name_leads_out_of_the_mail(name: bytes):
    field = b'attachment; filename="' + name.replace(b"\n", b"").replace(b"\r", b"") + b'"'
    for shown in opened_as_mail(mails.with_field(field), "a.eml")[0]:
        assert shown.startswith("a.eml/")
        assert shown.count("/") == 1
        assert not {*"\\:\0\r\n"} & set(shown)


def opened_as_mail(content: bytes, name: str) -> Found:
    """What is read when somebody says that it is a mail."""
    kind = Container.OUTLOOK if name.endswith(".msg") else Container.MAIL
    files, problems = mail.attachments(received(content, name), kind, quiet())
    return {one.shown: one.content() for one in files}, [problem.code for problem in problems]
