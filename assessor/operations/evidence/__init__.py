"""Evidence: attached, shown as copies, packed for an evaluator, purged."""
