"""The start page: making a case, opening one, and the properties of the open one."""
