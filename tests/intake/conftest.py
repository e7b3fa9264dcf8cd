"""How long parsers are tried with changed inputs: shortly by default, long by `--hypothesis-profile=long`."""

from hypothesis import settings

settings.register_profile("long", max_examples=5_000, deadline=None)
