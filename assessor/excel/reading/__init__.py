"""Reading workbooks that come back: hostile until proved otherwise, recognised by their content.

It returns values and judges no answer. `assessor.operations` comes in, `excel.writing` to read again what it
wrote, and `main.py` to start the process of its own in which .xls and .xlsb are read.
"""
