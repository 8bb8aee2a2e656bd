"""The case file: one SQLite file per inspection; SQLAlchemy and the driver stay in here.

Only `assessor.operations` comes in. A case is read and written in a `UnitOfWork` of its `CaseFile`.
"""
