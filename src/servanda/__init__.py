"""Servanda: who said what about an agreement, in comparable claims, and which of them cannot all be true.

The few public names. `import servanda` loads no language model and no database: each is loaded by the first call that needs it.
"""
