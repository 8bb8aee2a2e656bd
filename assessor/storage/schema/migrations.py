"""Schema versions: checking that of a file, and migrating an older one after copying it."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import SQLAlchemyError
from sqlcipher3 import dbapi2

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import engines, failures
from assessor.storage.schema import definition
from assessor.storage.schema.steps import step_001, step_002, step_003, step_004, step_005

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from assessor.storage.keys import Key
    from assessor.storage.schema.definition import Step

STEPS: Final[tuple[Step, ...]] = (step_001, step_002, step_003, step_004, step_005)
SCHEMA_VERSION: Final = len(STEPS)


def begin(engine: Engine) -> None:
    """Create the newest schema in an empty file, in one transaction."""
    with engines.writing(engine).begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={engines.APPLICATION_ID}")
        _climb(connection, 0)


def bring_up(engine: Engine, path: Path, *, read_only: bool, key: Key | None = None) -> None:
    """Check that the file is a case of a known version, and migrate an older one."""
    with engine.connect() as connection:
        version = _version(connection, path)
        if version == len(STEPS):
            return
        definition.expect(connection, path, STEPS, version)
    if read_only:
        raise _failure(Code.READ_ONLY, path)
    with engines.writing(engine).connect() as connection:
        version = _version(connection, path)  # another program may have migrated it
        if version < len(STEPS):
            _migrate(connection, keep_copy(engine, path, version, key), path, version)


def keep_copy(engine: Engine, path: Path, version: int, key: Key | None = None) -> Path:
    """Copy the case to a free name beside it, encrypted like it, and return the path."""
    kept = _free_name(path, version)
    with ExitStack() as on_failure:
        on_failure.callback(kept.unlink)
        try:
            with engine.connect() as source:
                engines.copy(source, kept, key)
            with failures.system_errors_as_problems(kept, Code.CANNOT_WRITE):
                shutil.copymode(path, kept)
        except dbapi2.Error as error:
            raise failures.translated(error, kept, writing=True) or error from error
        on_failure.pop_all()
    return kept


def _migrate(connection: Connection, kept: Path, path: Path, version: int) -> None:
    try:
        _climb(connection, version)
        connection.commit()
    except (SQLAlchemyError, CaseFileError, ValueError) as error:
        connection.rollback()
        if not connection.invalidated or _is_still(connection, path, version):
            kept.unlink()
        if isinstance(error, CaseFileError):
            raise
        raise _failure(Code.MIGRATION_FAILED, path, found=version, known=len(STEPS)) from error


def _is_still(connection: Connection, path: Path, version: int) -> bool:
    """Tell whether the file still has this version, with a new handle because the old one is lost."""
    try:
        return _version(connection, path) == version
    except (SQLAlchemyError, CaseFileError):
        return False


def _free_name(path: Path, version: int) -> Path:
    number = 1
    while True:
        again = f"-{number}" if number > 1 else ""
        kept = path.with_name(f"{path.stem}.backup-v{version}{again}{path.suffix}")
        try:
            os.close(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            number += 1
        except OSError as error:
            raise failures.from_os(error, kept, Code.CANNOT_WRITE) from error
        else:
            return kept


def _climb(connection: Connection, version: int) -> None:
    for step in STEPS[version:]:
        step.apply(connection)
    connection.exec_driver_sql(f"PRAGMA user_version={len(STEPS)}")


def _version(connection: Connection, path: Path) -> int:
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if application != engines.APPLICATION_ID or version < 1:
        raise _failure(Code.NOT_A_CASE, path)
    if version > len(STEPS):
        raise _failure(Code.TOO_NEW, path, found=version, known=len(STEPS))
    return version


def _failure(code: Code, path: Path, **values: object) -> CaseFileError:
    return CaseFileError(Problem(code, Place(file=str(path)), values))
