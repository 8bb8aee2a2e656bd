"""Sentences of every problem, by the room that raises it, in Japanese and English."""
