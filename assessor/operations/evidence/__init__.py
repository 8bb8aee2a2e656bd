"""Evidence: attached, shown as copies, packed for an evaluator, purged.

Verbs on an open case; read by cli and ui.
"""
