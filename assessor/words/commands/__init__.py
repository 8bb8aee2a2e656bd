"""Sentences of the command line, in Japanese and English.

Only `assessor.cli` comes in.
"""
