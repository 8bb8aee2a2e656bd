"""Checking whether a process of this machine is alive, and whether its id was reused."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":  # pragma: no cover - asked through the system's own library
    import ctypes
    from ctypes import wintypes

    _QUERY = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION
    _STILL_ACTIVE = 259
    _ACCESS_DENIED = 5

    def is_alive(pid: int) -> bool:
        """Tell whether the process runs; one we may not ask about does."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
        kernel.GetExitCodeProcess.argtypes = (wintypes.HANDLE, ctypes.POINTER(wintypes.DWORD))
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        handle = kernel.OpenProcess(_QUERY, False, pid)
        if not handle:
            return ctypes.get_last_error() == _ACCESS_DENIED
        code = wintypes.DWORD()
        known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return not known or code.value == _STILL_ACTIVE

    def born(pid: int) -> int:
        """Return a number that only this process of all with its id has; 0 when the system does not tell."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
        kernel.GetProcessTimes.argtypes = (wintypes.HANDLE, *(ctypes.POINTER(wintypes.FILETIME),) * 4)
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        handle = kernel.OpenProcess(_QUERY, False, pid)
        if not handle:
            return 0
        times = [wintypes.FILETIME() for _ in range(4)]  # began, ended, in the system, in the program
        known = kernel.GetProcessTimes(handle, *(ctypes.byref(time) for time in times))
        kernel.CloseHandle(handle)
        return times[0].dwHighDateTime << 32 | times[0].dwLowDateTime if known else 0

else:
    _STARTED = 19  # the place of the start, in ticks since the machine started, after the name

    def is_alive(pid: int) -> bool:
        """Tell whether the process runs; one we may not ask about does."""
        try:
            os.kill(pid, 0)
        except (ProcessLookupError, OverflowError):
            return False
        except PermissionError:
            return True
        return True

    def born(pid: int) -> int:
        """Return a number that only this process of all with its id has; 0 when the system does not tell."""
        try:
            told = Path(f"/proc/{pid}/stat").read_bytes()
        except OSError:  # macOS has no such files
            return 0
        return int(told.rpartition(b")")[2].split()[_STARTED])
