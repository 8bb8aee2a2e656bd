"""Questionnaires: written, and who has answered."""
