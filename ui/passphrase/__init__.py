"""The passphrase of a case: set, changed, taken away; the recovery sheet and the page of a locked case.

Only `ui.window` comes in. The fields and the dialog that ask for one are in `ui.secrets`.
"""
