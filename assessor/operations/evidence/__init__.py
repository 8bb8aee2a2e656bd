"""Evidence: attached, copied out to be looked at, packed for an evaluator, purged.

It knows no questionnaire. `operations.questionnaires`, `operations.returns`, the command line and the window
come in.
"""
