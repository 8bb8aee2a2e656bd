"""Questionnaires on their way out: what is asked next, the workbooks, their passwords, who has answered.

It attaches by `operations.evidence`; what comes back is in `operations.returns`.
"""
