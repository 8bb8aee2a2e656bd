"""Returned questionnaires: recognised, compared with what was sent and what the case holds, taken over."""
