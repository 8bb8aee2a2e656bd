"""Writing workbooks: sheets as values, written, read again and compared.

It reads again by `assessor.excel.reading`. Only `assessor.operations` comes in.
"""
