"""A workbook shown as its sheets look: a grid with fills, borders, notes and pictures, of any file.

It takes `WorkbookLook` values and knows nothing of returns or evidence; their rooms come in.
"""
