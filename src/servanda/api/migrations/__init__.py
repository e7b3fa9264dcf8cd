"""How the table of tokens came about."""
