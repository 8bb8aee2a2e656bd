"""Questionnaires on their way out: what the next round asks, its workbooks, their passwords, and who has answered."""
