"""Evidence of an item: shown, attached, linked, packed, purged.

`ui.item` shows its panel, `ui.window` its flows.
"""
