"""Reading a workbook as a person sees it, into `SheetLook` values, with bounds on everything.

It stands on the guarded parts of `excel.reading` and reads nothing past them. `assessor.operations` comes in.
"""
