"""Fuzzing the reader with randomly damaged workbooks, which it has to read or refuse with problems."""
