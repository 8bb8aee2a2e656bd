"""Telling apart why a case did not open."""

from assessor.errors import AssessorError, Code


def is_told(error: Exception) -> bool:
    """Tell whether an error is one of the user's, which has a sentence, and not a bug."""
    return isinstance(error, AssessorError)


def is_wrong_passphrase(error: Exception) -> bool:
    """Tell whether a passphrase did not open a case."""
    return isinstance(error, AssessorError) and error.problems[0].code is Code.WRONG_PASSPHRASE


def needs_passphrase(error: Exception) -> bool:
    """Tell whether a case was to be opened without its passphrase."""
    return isinstance(error, AssessorError) and error.problems[0].code is Code.PASSPHRASE_NEEDED
