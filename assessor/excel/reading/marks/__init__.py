"""Marks on returned sheets beside the text of their cells: strikes, notes, shapes, pictures, links.

Each file reads one kind of part into `SheetMark` values; the readers of whole workbooks beside this room
come in, nobody else.
"""
