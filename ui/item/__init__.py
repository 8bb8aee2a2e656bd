"""One item: its text, answers, verdict, reason, evidence, inquiries and history."""
