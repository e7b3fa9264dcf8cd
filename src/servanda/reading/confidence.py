"""How sure the grammar is of a statement, in each language.

The shares in `coordination` say how often a pattern agrees with English annotators. French and Russian pages are others, and so
are their patterns' chances: `confidence` in a language's `language.yaml` shifts and stretches the log-odds, `logit p = shift +
slope * logit share` (Platt 1999, Advances in Large Margin Classifiers). The two numbers are fitted by `benchmarks/calibration.py
--fit`, held near "no change" by a prior, since they rest on few examples; how many stands beside them in the file.
"""

from __future__ import annotations

import math

from servanda.reading.lexicon import lexicon

__all__ = ["calibrated", "log_odds"]


def calibrated(share: float, lang: str) -> float:
    """The confidence of a statement, from the share of its pattern that is right in English.

    >>> calibrated(0.7, "en"), calibrated(0.7, "ru") > calibrated(0.7, "fr") > 0.7
    (0.7, True)
    """
    fitted = lexicon(lang, "language").get("confidence")
    if not fitted:
        return share
    return round(1 / (1 + math.exp(-fitted["shift"] - fitted["slope"] * log_odds(share))), 2)


def log_odds(share: float) -> float:
    """The logit of a share.

    >>> log_odds(0.5)
    0.0
    """
    return math.log(share / (1 - share))
