"""Widgets and looks that several rooms share; they know no room and write nothing."""
