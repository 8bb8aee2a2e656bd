"""Menus, toolbar and keys: every action by name; what it does is connected elsewhere."""
