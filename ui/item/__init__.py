"""One item: its text, answers, verdict, reason, evidence, inquiries and history.

It shows a panel of `ui.evidence`; only `ui.case` comes in.
"""
