"""The review desk: a Django app beside the public site, where people sign in and judge what was read.

It shows and asks; what is decided goes through the same calls of the record as `servanda review`. Its own tables hold what
is not part of the account: who may sign in, from where somebody is signed in, what somebody has open.
"""
