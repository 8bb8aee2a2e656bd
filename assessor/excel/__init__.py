"""Workbooks: openpyxl writes them, calamine reads them; nothing here knows the case file.

Only `assessor.operations` comes in.
"""
