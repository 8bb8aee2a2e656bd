"""Classifying errors of opening a case."""

from assessor.errors import AssessorError, Code


def is_expected(error: Exception) -> bool:
    """Tell whether an error is expected and has a sentence for the user, and is not a bug."""
    return isinstance(error, AssessorError)


def is_wrong_passphrase(error: Exception) -> bool:
    """Tell whether the passphrase of a case was wrong."""
    return isinstance(error, AssessorError) and error.problems[0].code is Code.WRONG_PASSPHRASE


def needs_passphrase(error: Exception) -> bool:
    """Tell whether a case needs a passphrase and none was given."""
    return isinstance(error, AssessorError) and error.problems[0].code is Code.PASSPHRASE_NEEDED
