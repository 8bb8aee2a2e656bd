"""What can go wrong, as values with a place; the sentences are in `assessor.words`."""

from __future__ import annotations

import errno
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class Code(StrEnum):
    """Every problem that can be named, by the room that raises it; each has a sentence in every language."""

    # anywhere: files as they are read and written
    NOT_FOUND = "not_found"
    EXISTS = "exists"
    IS_FOLDER = "is_folder"
    NO_FOLDER = "no_folder"
    CANNOT_READ = "cannot_read"
    CANNOT_WRITE = "cannot_write"
    READ_ONLY = "read_only"
    DISK_FULL = "disk_full"
    NO_TEMPORARY_FOLDER = "no_temporary_folder"
    # anywhere: texts as they are typed
    EMPTY_TEXT = "empty_text"
    TOO_LONG = "too_long"
    # catalog: the library of checklists and plans
    NOT_TOML = "not_toml"
    FIELD_INVALID = "field_invalid"
    FIELD_MISSING = "field_missing"
    FIELD_UNKNOWN = "field_unknown"
    DUPLICATE_ID = "duplicate_id"
    UNKNOWN_REFERENCE = "unknown_reference"
    NO_LIBRARY = "no_library"
    # storage: opening a case
    NOT_A_CASE = "not_a_case"
    DAMAGED = "damaged"
    TOO_NEW = "too_new"
    LOCKED = "locked"
    FILE_REPLACED = "file_replaced"
    HOT_JOURNAL = "hot_journal"
    FOREIGN_SCHEMA = "foreign_schema"
    HEADER_ALTERED = "header_altered"
    CHAIN_BROKEN = "chain_broken"
    NOT_CHAINED = "not_chained"
    # storage/schema: bringing an older case up
    MIGRATION_FAILED = "migration_failed"
    # storage/files: who has a case, and what lies in its place
    IN_USE = "in_use"
    HOLDER_SILENT = "holder_silent"
    IN_THE_WAY = "in_the_way"
    # storage/keys and cli: passphrases
    PASSPHRASE_NEEDED = "passphrase_needed"
    WRONG_PASSPHRASE = "wrong_passphrase"
    NOT_ENCRYPTED = "not_encrypted"
    PASSPHRASE_WITH_NUL = "passphrase_with_nul"
    NOT_A_PASSPHRASE_FILE = "not_a_passphrase_file"
    # storage/recovery: what is lost of a damaged case
    BEGINNING_LOST = "beginning_lost"
    DOCUMENT_LOST = "document_lost"
    DOCUMENT_CHANGED = "document_changed"
    NOT_ALL_RECOVERED = "not_all_recovered"
    # storage/stores: changes of records
    CHANGED_MEANWHILE = "changed_meanwhile"
    SIGNED = "signed"
    CASE_SIGNED = "case_signed"
    # storage/stores: files on their way into a case, and contents in it
    FILE_VANISHED = "file_vanished"
    FILE_CHANGED = "file_changed"
    FILE_IS_FOLDER = "file_is_folder"
    CONTENT_MISSING = "content_missing"
    CONTENT_DAMAGED = "content_damaged"
    CONTENT_PURGED = "content_purged"
    # storage/verification: the file
    DATABASE_UNSOUND = "database_unsound"
    SCHEMA_ALTERED = "schema_altered"
    VERIFICATION_STOPPED = "verification_stopped"
    WAL_MODE = "wal_mode"
    REFERENCE_BROKEN = "reference_broken"
    VALUE_FORBIDDEN = "value_forbidden"
    # storage/verification: the journal
    HEAD_DIFFERS = "head_differs"
    ENTRY_MISSING = "entry_missing"
    ENTRY_ALTERED = "entry_altered"
    ENTRY_UNREADABLE = "entry_unreadable"
    ENTRY_CONTRADICTS = "entry_contradicts"
    RULE_OUTDATED = "rule_outdated"
    TOUCH_ALTERED = "touch_altered"
    DIGEST_UNKNOWN = "digest_unknown"
    # storage/verification: records, documents and contents
    RECORD_ALTERED = "record_altered"
    RECORD_MISSING = "record_missing"
    RECORD_UNKNOWN = "record_unknown"
    DOCUMENT_ALTERED = "document_altered"
    DOCUMENT_MISSING = "document_missing"
    DOCUMENT_UNKNOWN = "document_unknown"
    EVIDENCE_ALTERED = "evidence_altered"
    EVIDENCE_MISSING = "evidence_missing"
    EVIDENCE_UNKNOWN = "evidence_unknown"
    # storage/verification: the rules of signing
    SIGNOFF_DIFFERS = "signoff_differs"
    SIGNED_CHANGED = "signed_changed"
    SIGNOFF_TOUCHED = "signoff_touched"
    STAGE_SKIPPED = "stage_skipped"
    SIGNED_TWICE = "signed_twice"
    SIGNER_DIFFERS = "signer_differs"
    # excel/reading: what a file is
    FILE_EMPTY = "file_empty"
    NOT_A_WORKBOOK = "not_a_workbook"
    IS_PDF = "is_pdf"
    IS_HTML = "is_html"
    IS_CSV = "is_csv"
    IS_ZIP = "is_zip"
    IS_OLD_OFFICE = "is_old_office"
    IS_ARCHIVE = "is_archive"
    IS_DOCUMENT = "is_document"
    IS_IMAGE = "is_image"
    IS_MAIL = "is_mail"
    IS_NUMBERS = "is_numbers"
    IS_PROGRAM = "is_program"
    IS_SHORTCUT = "is_shortcut"
    IS_TNEF = "is_tnef"
    UNKNOWN_BYTES = "unknown_bytes"
    RIGHTS_MANAGED = "rights_managed"
    STRICT_FORMAT = "strict_format"
    WORKBOOK_DAMAGED = "workbook_damaged"
    WORKBOOK_TOO_LARGE = "workbook_too_large"
    PART_TWICE = "part_twice"
    # excel/reading: workbooks with a password
    PASSWORD_PROTECTED = "password_protected"
    WRONG_PASSWORD = "wrong_password"
    TOO_MANY_PASSWORDS = "too_many_passwords"
    # excel/reading: the question table
    NO_SHEETS = "no_sheets"
    NO_HEADING = "no_heading"
    MISSING_COLUMN = "missing_column"
    SEVERAL_TABLES = "several_tables"
    DUPLICATE_COLUMN = "duplicate_column"
    CELLS_MERGED = "cells_merged"
    NEWER_LAYOUT = "newer_layout"
    TOKENS_DISAGREE = "tokens_disagree"
    # excel/reading: cells
    UNKNOWN_ANSWER = "unknown_answer"
    NOT_AN_ANSWER = "not_an_answer"
    CELL_ERROR = "cell_error"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    NUMBER_UNSURE = "number_unsure"
    TEXT_TOO_LONG = "text_too_long"
    # excel/reading: marks on the sheets beside the text of their cells
    STRUCK_TEXT = "struck_text"
    NOTE = "note"
    TEXT_BOX = "text_box"
    SHAPE = "shape"
    PICTURE = "picture"
    CHECK_BOX = "check_box"
    OPTION_BUTTON = "option_button"
    EMBEDDED_FILE = "embedded_file"
    LINK = "link"
    INK = "ink"
    COLUMN_HIDDEN = "column_hidden"
    SHEET_ADDED = "sheet_added"
    TEXT_ADDED = "text_added"
    OTHER_CONTENT = "other_content"
    MARKS_UNREAD = "marks_unread"
    MORE_TEXTS = "more_texts"
    NO_CONTENT = "no_content"
    # excel/reading: what a workbook went through and was read in spite of
    OTHER_FORMAT = "other_format"
    OLD_FORMAT_UNSURE = "old_format_unsure"
    BINARY_FORMAT_UNSURE = "binary_format_unsure"
    SHEET_RENAMED = "sheet_renamed"
    HEADING_MOVED = "heading_moved"
    COLUMN_ADDED = "column_added"
    COLUMNS_MOVED = "columns_moved"
    ROWS_HIDDEN = "rows_hidden"
    # excel/writing
    NOT_XLSX = "not_xlsx"
    SHORT_FILE = "short_file"
    # operations: cases, subjects, items
    UNKNOWN_PLAN = "unknown_plan"
    UNKNOWN_SUBJECT = "unknown_subject"
    UNKNOWN_ITEM = "unknown_item"
    # operations/reviewing
    NOT_APPLICABLE_ITEM = "not_applicable_item"
    BAD_MONTH = "bad_month"
    REASON_NEEDED = "reason_needed"
    REASON_KEPT = "reason_kept"
    APPROVER_NEEDED = "approver_needed"
    APPROVER_IS_REVIEWER = "approver_is_reviewer"
    # operations/signing
    ALREADY_SIGNED = "already_signed"
    STAGE_MISSING = "stage_missing"
    SAME_SIGNER = "same_signer"
    SUBJECTS_NOT_APPROVED = "subjects_not_approved"
    NOT_SIGNED = "not_signed"
    REOPEN_REASON_NEEDED = "reopen_reason_needed"
    ITEMS_OPEN = "items_open"
    SUBJECTS_OPEN = "subjects_open"
    SUBJECTS_UNSIGNED = "subjects_unsigned"
    ITEMS_WEAK = "items_weak"
    ADVANCED_OPEN = "advanced_open"
    SIGNING_NOTE_NEEDED = "signing_note_needed"
    # operations/evidence
    ALREADY_ATTACHED = "already_attached"
    CONTENT_LINKED = "content_linked"
    NOTHING_TO_PACKAGE = "nothing_to_package"
    PATH_TOO_LONG = "path_too_long"
    # operations/questionnaires
    NOTHING_TO_SEND = "nothing_to_send"
    NOBODY_TO_SEND = "nobody_to_send"
    NO_QUESTIONNAIRES = "no_questionnaires"
    NOT_A_PASSWORD_LIST = "not_a_password_list"
    # operations/returns: whose a workbook is, and which round
    NO_TOKEN = "no_token"
    TOKEN_LOST = "token_lost"
    OTHER_CASE = "other_case"
    OTHER_SUBJECT = "other_subject"
    OLDER_ROUND = "older_round"
    ALREADY_RETURNED = "already_returned"
    UNKNOWN_ROUND = "unknown_round"
    OTHER_CHECKLIST = "other_checklist"
    # operations/returns: its rows and cells
    UNKNOWN_ROW = "unknown_row"
    FOREIGN_ROW = "foreign_row"
    MISSING_ROW = "missing_row"
    DUPLICATE_ROW = "duplicate_row"
    MATCHED_BY_NUMBER = "matched_by_number"
    ROWS_MOVED = "rows_moved"
    LOCKED_CELL_CHANGED = "locked_cell_changed"
    QUESTION_CHANGED = "question_changed"
    BAD_DATE = "bad_date"
    CONFLICT = "conflict"
    UNANSWERED = "unanswered"
    NOT_FILLED_IN = "not_filled_in"
    HEADING_LOST = "heading_lost"
    # operations/returns: archives and mails that came along
    ARCHIVE_DAMAGED = "archive_damaged"
    ARCHIVE_PROTECTED = "archive_protected"
    ARCHIVE_AES = "archive_aes"
    ARCHIVE_UNSAFE = "archive_unsafe"
    ARCHIVE_NESTED = "archive_nested"
    ARCHIVE_TOO_LARGE = "archive_too_large"
    MAIL_DAMAGED = "mail_damaged"
    NOTHING_ATTACHED = "nothing_attached"


# Deviations that were coped with for certain: reported, but nothing that anybody has to decide.
NOTES: Final = frozenset(
    {
        Code.MATCHED_BY_NUMBER,
        Code.TOKEN_LOST,
        Code.OTHER_FORMAT,
        Code.SHEET_RENAMED,
        Code.HEADING_MOVED,
        Code.COLUMN_ADDED,
        Code.COLUMNS_MOVED,
        Code.ROWS_MOVED,
        Code.ROWS_HIDDEN,
        Code.UNANSWERED,
        Code.NOT_FILLED_IN,
        # what a signer should know and may sign all the same
        Code.ITEMS_OPEN,
        Code.SUBJECTS_OPEN,
        Code.SUBJECTS_UNSIGNED,
        Code.ITEMS_WEAK,
        Code.ADVANCED_OPEN,
        # what a reviewer should look at after a mark
        Code.REASON_KEPT,
    }
)


@dataclass(frozen=True, order=True)
class Place:
    """Where a problem is; rows and columns count from 1, 0 is unknown."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: int = 0
    subject: str = ""
    item: str = ""
    field: str = ""

    @property
    def cell(self) -> str:
        """The address as a spreadsheet shows it, such as G7, or nothing when unknown."""
        if not (self.row and self.column):
            return ""
        letters, number = "", self.column
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return f"{letters}{self.row}"

    def facts(self) -> dict[str, str]:
        """Return the parts under the names that sentences use."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "cell": self.cell,
            "row": str(self.row or ""),
            "subject": self.subject,
            "item": self.item,
            "field": self.field,
        }


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, where, and the values its sentence needs."""

    code: Code
    place: Place = field(default_factory=Place)
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_note(self) -> bool:
        """Whether this only tells of a deviation that was coped with."""
        return self.code in NOTES


class AssessorError(Exception):
    """Base of the expected errors; carries at least one problem."""

    def __init__(self, *problems: Problem) -> None:
        if not problems:  # or a command would fail without a word
            raise ValueError("an error names at least one problem")
        super().__init__("; ".join(f"{p.code} {p.place.facts()} {dict(p.values)}" for p in problems))
        self.problems = problems


class InputError(AssessorError):
    """The user's file or input has problems; all of them are here at once."""


class CaseFileError(AssessorError):
    """The case file or its surroundings cannot be used."""


class CaseConflict(AssessorError):  # noqa: N818 - the word of the design
    """The case no longer holds what the change set expected."""


_OF_SYSTEM: Final[Mapping[int, Code]] = {
    errno.ENOSPC: Code.DISK_FULL,
    errno.EDQUOT: Code.DISK_FULL,
    errno.EEXIST: Code.EXISTS,
    errno.EISDIR: Code.IS_FOLDER,
    errno.ENOENT: Code.NO_FOLDER,  # of a file that is to be written
    errno.ENOTDIR: Code.NO_FOLDER,
    errno.EROFS: Code.READ_ONLY,
}


def code_of_system(error: OSError, otherwise: Code) -> Code:
    """Return what the operating system means by an error while something is written.

    What names no file is not of the one that is written: Python found no temporary folder it can use.
    """
    if error.errno == errno.ENOENT and error.filename is None:
        return Code.NO_TEMPORARY_FOLDER
    return _OF_SYSTEM.get(error.errno or 0, otherwise)
