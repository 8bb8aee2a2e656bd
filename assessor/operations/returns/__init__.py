"""Returned questionnaires: recognised, compared with what was sent and what the case holds, taken over.

It knows `operations.questionnaires` (what went out) and `operations.evidence` (what came along).
"""
