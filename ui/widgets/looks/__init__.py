"""How the window looks: colours and tones, icons, fonts.

Every room may import it; it uses no widget.
"""
