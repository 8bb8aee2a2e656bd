"""Questionnaires to be sent: what is asked next, the workbooks, their passwords, who has answered.

Returned ones are in `operations.returns`, which comes in, as do the command line and the window.
"""
