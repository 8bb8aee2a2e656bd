"""Sentences of the command line, in Japanese and English."""
