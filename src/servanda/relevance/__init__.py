"""Which documents bear on an agreement: a score for each, learnt from the register's names and from what reviewers decided.

Takes the register and texts, gives scores between 0 and 1 with the names that were found. Nothing is taken away by a score: it
orders a queue and says what may be left for later. How much of what is left bears on the agreement after all is estimated from
a random sample of it (`elusion`). Knows neither the record nor what a statement is.
"""

from servanda.relevance.elusion import Elusion, elusion
from servanda.relevance.features import Features, features_of
from servanda.relevance.model import LINE, Example, Model, learn
from servanda.relevance.names import NameIndex

__all__ = ["LINE", "Elusion", "Example", "Features", "Model", "NameIndex", "elusion", "features_of", "learn"]
