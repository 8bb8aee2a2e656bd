"""Workbooks spoilt at random, and the reader that has to refuse them in words."""
