"""Questionnaires on their way out.

What the next round asks, its workbooks, their passwords, and who has answered.
"""
