"""What linking knows of each language, one data file a language."""
