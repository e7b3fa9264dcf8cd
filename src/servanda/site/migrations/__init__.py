"""How the site's own tables came to be as they are."""
