"""What a case keeps: records, the journal and its chain, documents, contents of files.

Entered through `UnitOfWork`, whose `apply` is the one door for changes of records.
"""
