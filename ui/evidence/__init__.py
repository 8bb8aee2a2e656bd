"""Evidence of an item: shown, attached, linked, packed, purged."""
