"""The file answers.toml: what providers write for each answer, checked as all files of the library are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from assessor.catalog.checking import CheckingContext, Format, Text
from assessor.catalog.faults import check
from assessor.catalog.forms import Form
from assessor.catalog.reading import read
from assessor.domain.answer_words import AnswerWords, folded_word
from assessor.domain.vocabulary import Answer
from assessor.errors import Code, InputError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assessor.catalog.reading import Table

FILE: Final = "answers.toml"
LONGEST: Final = 40  # characters; a longer text is a sentence, which nobody writes twice


def _comparable(word: str) -> str:
    if not folded_word(word) or len(word) > LONGEST:
        raise PydanticCustomError("refused", "refused")
    return word


Words = Annotated[
    tuple[Annotated[Text, AfterValidator(_comparable)], ...],
    Field(strict=False, description=f"[text (1..{LONGEST}), …]"),
]


class AnswersForm(Form):
    """The words for each answer, and the beginnings of cells without an answer."""

    format: Format
    implemented: Words
    partial: Words
    not_implemented: Words
    out_of_scope: Words
    put_off: Words

    def value(self) -> AnswerWords:
        """Return the table of the domain."""
        words = {
            Answer.IMPLEMENTED: self.implemented,
            Answer.PARTIAL: self.partial,
            Answer.NOT_IMPLEMENTED: self.not_implemented,
            Answer.OUT_OF_SCOPE: self.out_of_scope,
        }
        return AnswerWords.of(words, self.put_off)


def words_of(folder: Path) -> AnswerWords:
    """Return the table of a library, read again only when it has changed; raises InputError."""
    path = folder / FILE
    try:
        state = path.stat()
    except OSError as error:
        facts = {"message": error.strerror or str(error)}
        raise InputError(Problem(Code.CANNOT_READ, Place(file=FILE), facts)) from error
    return _words(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _words(path: Path, changed_at: int, size: int) -> AnswerWords:  # noqa: ARG001 - they tell one state from another
    result = checked(read(path, FILE))
    if isinstance(result, tuple):
        raise InputError(*result)
    return result


def checked(content: Table | Problem) -> AnswerWords | tuple[Problem, ...]:
    """Return the table, or every fault of the file."""
    if isinstance(content, Problem):
        return (content,)
    form = check(AnswersForm, content, CheckingContext(FILE))
    faults = *(form if isinstance(form, tuple) else ()), *_ambiguous(content)
    return faults if isinstance(form, tuple) or faults else form.value()


def _ambiguous(content: Table) -> Iterator[Problem]:
    """Yield each word under two keys, even in a file with other faults."""
    first: dict[str, str] = {}
    for key in AnswersForm.model_fields:
        words = content.get(key)
        for written in words if isinstance(words, list) else ():
            word = folded_word(written) if isinstance(written, str) else ""
            if word and first.setdefault(word, key) != key:
                facts = {"expected": f"text ∉ {first[word]}", "found": written, "first": first[word]}
                yield Problem(Code.FIELD_INVALID, Place(file=FILE, field=key), facts)
