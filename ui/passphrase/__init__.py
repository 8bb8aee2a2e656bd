"""The passphrase of a case: set, asked for, taken away; the recovery sheet and the page of a locked case."""
