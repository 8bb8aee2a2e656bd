"""Pictures of every view and dialog, in both languages, light and dark."""
