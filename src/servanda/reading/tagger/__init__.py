"""The tagger: a small trained network that reads which words of a text are cue, source and content, and which belong together.

Takes a text as `Tokens`, gives `Attribution`s in runs of words. English has a network; `weights/` holds it with its model card.
"""

from servanda.reading.tagger.decoding import Attribution, Run, attributions
from servanda.reading.tagger.network import TRAINED
from servanda.reading.tagger.tokens import Tokens, tokens_of

__all__ = ["TRAINED", "Attribution", "Run", "Tokens", "attributions", "tokens_of"]
