"""What a case keeps: records, the journal and its chain, documents, contents of files.

The other rooms of the storage come in; everybody else uses `UnitOfWork`, whose `apply` is the one door for
changes of records.
"""
