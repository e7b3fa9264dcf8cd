"""What leaves the record: readings, claims and findings as JSON, and the account of an agreement as a report.

One file a format, each of which takes an `Account` and gives text; none changes anything.
"""
