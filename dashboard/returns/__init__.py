"""What the officers' pages show of returns: the list, the form, and what was typed into it."""
