"""Returned questionnaires: recognised, compared with what was sent and with the case, taken over.

It uses `operations.questionnaires` (what was sent) and `operations.evidence` (what is attached). The command
line and the window come in.
"""
