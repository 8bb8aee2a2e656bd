"""Menus, toolbar and keys: every action by name; what it does is connected in the rooms.

Every room may import it.
"""
