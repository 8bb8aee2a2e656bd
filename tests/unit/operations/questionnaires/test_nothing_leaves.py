"""Nothing of the bank leaves: every part of every workbook that goes out is unzipped and searched."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pytest

from assessor.domain.change import Actor, ChangeSet, between
from assessor.domain.records import Response, Subject
from assessor.domain.vocabulary import Action, Answer, Verdict
from assessor.excel.reading import passwords
from assessor.operations import cases, reviewing
from assessor.operations.evidence import attaching
from assessor.operations.questionnaires import exporting
from assessor.operations.questionnaires.exporting import Sending, WorkbookProtection
from assessor.operations.reviewing import Mark
from assessor.progress import quiet
from assessor.words import Language
from assessor.words.terms import term
from tests.unit.operations.rounds_in_tests import SUBJECT, answers, held_round, returned, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assessor.catalog import Library
    from assessor.operations.inspection import Inspection

pytestmark = pytest.mark.long

OTHER: Final = "op_kokage"
PARTIAL: Final = "cp_watagumo"
CONTACT: Final = "点検事務局 内線1234"
REASON: Final = '内部の評価理由 <ZZZ> & "引用"'
# Strings that belong to the bank or to others, each told apart from everything a workbook needs.
SECRETS: Final = {
    "reason": REASON,
    "approver": "承認 花子",
    "reviewer": "評価 太郎",
    "machine": "laptop-of-the-bank",
    "user of the system": "os-user-zzz",
    "machine of the system": "host-zzz",
    "name of another subject": "甲&乙ペイ<社外秘>",
    "English name of another subject": "Kou & Otsu Pay",
    "answer of another subject": "他社の回答ZZZ",
    "evidence": "他社から受領した証跡ZZZ.txt",
    "content of the evidence": "証跡の中身ZZZ",
    "question that is not sent": "まだ送らない質問ZZZ",
    "folder": "内緒の場所",
    "case file": "点検案件2020秘",
    "undone": "取り消した理由ZZZ",
}


@pytest.fixture
def case(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inspection]:
    """A case full of what must not leave."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, SECRETS["user of the system"])
    for name in ("HOSTNAME", "COMPUTERNAME"):
        monkeypatch.setenv(name, SECRETS["machine of the system"])
    folder = tmp_path / SECRETS["folder"]
    folder.mkdir()
    path = folder / f"{SECRETS['case file']}.assess"
    actor = Actor(SECRETS["reviewer"], SECRETS["machine"])
    made = cases.create(path, library, "sample", actor, title="総点検", contact=CONTACT)
    _rename_others(made)
    _review(made, folder)
    yield made
    made.close()


def _rename_others(inspection: Inspection) -> None:
    with inspection.file.read() as work:
        before = work.records.get(Subject, OTHER)
    after = replace(
        before,
        name=SECRETS["name of another subject"],
        name_en=SECRETS["English name of another subject"],
    )
    inspection.apply(ChangeSet(Action.EDIT_SUBJECT, "", between(before, after)))


def _review(inspection: Inspection, folder: Path) -> None:
    verdicts = [verdict for verdict in Verdict if verdict is not Verdict.UNREVIEWED]
    for subject in (SUBJECT, PARTIAL, OTHER):
        marks = [
            Mark(subject, f"CP-1-0{number}", verdict, REASON, approver=SECRETS["approver"])
            for number, verdict in enumerate(verdicts, 1)
        ]
        inspection.apply(reviewing.mark(inspection, *marks))
    undone = reviewing.mark(inspection, Mark(SUBJECT, "CP-2-01", reason=SECRETS["undone"]))
    inspection.apply(undone)
    inspection.apply(undone.inverted())
    evidence = folder / SECRETS["evidence"]
    evidence.write_text(SECRETS["content of the evidence"], "utf-8")
    attaching.attach(inspection, SUBJECT, "CP-1-02", [evidence], quiet())


def _send(inspection: Inspection, folder: Path, *subjects: str, sending: Sending) -> dict[str, Path]:
    done = exporting.export(inspection, subjects, folder, quiet(), sending)
    return {file.subject: file.path for file in done.files}


def _forms(content: bytes) -> Iterator[str]:
    """Yield a part as text, with its entities resolved, and with its runs of text joined."""
    plain = content.decode("utf-8", "replace")
    yield plain
    yield unescape(plain)
    if plain.lstrip("\ufeff").startswith("<"):
        yield "".join(ET.fromstring(content).itertext())


def leaks(workbook: bytes, secrets: dict[str, str]) -> list[str]:
    """Return where any of these stands in a workbook, in any part of it, however it is written."""
    found = []
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
        extras = b"".join((package.comment, *(i.extra + i.comment for i in package.infolist())))
    parts |= {"the archive": workbook, "its directory": extras, "its names": "\n".join(parts).encode()}
    for name, content in parts.items():
        texts = [] if name == "the archive" else list(_forms(content))
        for what, secret in secrets.items():
            coded = (secret.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be", "cp932"))
            if any(secret in text for text in texts) or any(code in content for code in coded):
                found.append(f"{what} in {name}")
    return found


def _secrets(tmp_path: Path) -> dict[str, str]:
    # The words of the verdicts as well, but for those that a provider answers with.
    offered = {term(answer, Language.JA) for answer in Answer}
    words = {term(verdict, Language.JA) for verdict in Verdict} - offered
    return {**SECRETS, "temporary folder": str(tmp_path), **{f"verdict {word}": word for word in words}}


def test_that_the_search_finds_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.xml", "<a>&lt;社外秘&gt; 分<b>けた</b>文</a>")
        package.writestr("b.bin", "密".encode("utf-16-le"))
        package.comment = "印".encode()
    secrets = {"one": "<社外秘>", "two": "分けた文", "three": "密", "four": "印", "five": "無い"}
    found = leaks(path.read_bytes(), secrets)
    assert {"one in a.xml", "two in a.xml", "three in b.bin", "four in its directory"} <= set(found)
    assert not any(place.startswith("five") for place in found)


def test_that_nothing_of_the_bank_or_of_others_leaves_in_any_round(case: Inspection, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    secrets = _secrets(tmp_path)
    first = _send(case, out, SUBJECT, OTHER, sending=Sending(due_on="2020-12-01"))
    told = {key: text for key, text in secrets.items() if "another subject" not in key}
    assert leaks(first[SUBJECT].read_bytes(), secrets) == []
    assert leaks(first[OTHER].read_bytes(), told) == []
    items = held_round(case, 1).items.split()
    returned(case, 1, *answers(items[:-1]))
    other = Response(
        subject=OTHER, item="CP-1-01", round="1", explanation=SECRETS["answer of another subject"]
    )
    returned(case, 1, other, subject=OTHER)
    case.apply(reviewing.ask(case, SUBJECT, items[3], "再送の回数は？"))
    case.apply(reviewing.ask(case, SUBJECT, "CP-1-06", SECRETS["question that is not sent"]))
    for sending in (Sending(), Sending(everything=True)):
        second = _send(case, out, SUBJECT, sending=sending)[SUBJECT]
        assert table(second)[items[3]]["inquiry"] == "再送の回数は？"
        assert leaks(second.read_bytes(), secrets) == []
        assert leaks(second.read_bytes(), {"contact": CONTACT}) != []


@pytest.mark.parametrize(
    "sending",
    [
        Sending(protection=WorkbookProtection.EACH),
        Sending(protection=WorkbookProtection.ONE, password="点検 2020"),
    ],
)
def test_that_nothing_leaves_in_a_protected_workbook_either(
    case: Inspection, tmp_path: Path, sending: Sending
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    done = exporting.export(case, [SUBJECT], out, quiet(), sending)
    content = done.files[0].path.read_bytes()
    assert not zipfile.is_zipfile(io.BytesIO(content))
    secrets = {**_secrets(tmp_path), "password": done.files[0].password}
    for coding in ("utf-8", "utf-16-le", "cp932"):
        assert not [what for what, secret in secrets.items() if secret.encode(coding) in content]
    plain = passwords.decrypted(content, done.files[0].path.name, [done.files[0].password])
    assert leaks(plain, secrets) == []
    for coding in ("utf-8", "utf-16-le"):
        assert done.files[0].password.encode(coding) not in case.path.read_bytes()
