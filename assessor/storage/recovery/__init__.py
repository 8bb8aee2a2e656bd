"""Recovery of a damaged case: what can be read of it, page by page, made into a new one."""
