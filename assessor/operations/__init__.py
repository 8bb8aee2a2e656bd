"""The verbs: what a user does to an inspection, one module per journey."""
