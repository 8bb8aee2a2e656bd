"""Questionnaires on their way out: what is asked next, the workbooks, their passwords, who has answered.

What comes back is in `operations.returns`.
"""
