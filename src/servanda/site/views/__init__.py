"""The pages, one family a file: each asks `request.shown` and chooses a template."""
