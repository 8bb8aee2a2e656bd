"""The case file: one SQLite file per inspection; SQLAlchemy and the driver stay in here."""
