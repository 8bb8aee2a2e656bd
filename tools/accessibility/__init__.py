"""Walks the window as a screen reader does: through AT-SPI, from another process."""
