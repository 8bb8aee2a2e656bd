"""Sentences of every problem, by the room that raises it, in Japanese and English.

The sentence of a problem is taken from `sentences`. Commands, operations and the window come in.
"""
