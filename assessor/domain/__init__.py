"""The words of the inspection as values; standard library only."""
