"""The public site: a Django app that shows what the record holds and what exports tell of it, and that works nothing out itself.

`servanda serve` answers from it, `servanda publish` writes its pages as files: the same views, the same templates.
"""
