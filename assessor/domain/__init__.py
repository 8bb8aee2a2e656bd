"""The words of the inspection as values: records, verdicts, changes, outcomes; standard library only.

Everybody may import it, and it imports nothing of the house.
"""
