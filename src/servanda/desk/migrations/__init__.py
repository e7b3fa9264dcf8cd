"""The desk’s tables, step by step."""
