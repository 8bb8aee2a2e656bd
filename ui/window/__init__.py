"""The main window: its frame, its working parts, and what connects the rooms with each other."""
