"""What programs call: everything that the public site shows, as JSON under /api/v1.

A Django app without tables. Takes the facts that the site is made of; works nothing out itself, so that totals on pages, in
files and here agree.
"""
