"""Writing workbooks: sheets as values, written, read again and compared."""
