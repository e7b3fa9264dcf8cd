"""Migrations of the record's tables, named for what they do."""
