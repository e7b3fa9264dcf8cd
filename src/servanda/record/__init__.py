"""The record: an append-only store of documents, readings, claims, links, assessments and judgements, as a Django app.

Takes what the pure rooms give and keeps it in the project's database, each row with when it was recorded and by which
version. A row is never changed and never taken away: what is newer stands beside what is older, an undone batch is passed
over by the queries, and so any day's account can be shown as it was known on that day.
"""
