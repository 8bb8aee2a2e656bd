"""The steps from one schema version to the next; one that was released is never edited."""
