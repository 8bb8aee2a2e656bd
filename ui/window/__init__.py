"""The main window: its frame, its working parts, and what connects the rooms with each other.

It may import every room and is where they meet; only `ui.app` comes in.
"""
