"""Tables and trees: their rows, columns, selection and order, and how they are copied and read out.

Every room may import it; it uses the looks and the widgets beside it.
"""
