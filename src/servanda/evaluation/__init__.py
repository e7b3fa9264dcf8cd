"""How good a reading is, from a random sample that people judged.

Takes what was judged as the nouns of `judged`, gives `Estimates`: precision, recall and F1 with intervals, by language, kind
and source, and how far confidence can be trusted. What is drawn, and how, is in `sampling`; the formulas are in `intervals`
and `calibration`, each with its source. Knows neither the record nor any language.
"""

from servanda.evaluation.agreement import Agreement, agreement
from servanda.evaluation.calibration import Bin, Reliability, reliability
from servanda.evaluation.comparison import Comparison, Counts, compare
from servanda.evaluation.estimates import Estimates, Figures, estimate
from servanda.evaluation.intervals import Observation, Share, share
from servanda.evaluation.judged import (
    CHOICES,
    Choice,
    Fault,
    JudgedPassage,
    JudgedStatement,
    Missed,
    Outcome,
    Verdict,
    choice_of,
)
from servanda.evaluation.matching import Match, match, overlap, words_in
from servanda.evaluation.missed import located, missed_in
from servanda.evaluation.passages import passages
from servanda.evaluation.sampling import allot, drawn

__all__ = [
    "CHOICES",
    "Agreement",
    "Bin",
    "Choice",
    "Comparison",
    "Counts",
    "Estimates",
    "Fault",
    "Figures",
    "JudgedPassage",
    "JudgedStatement",
    "Match",
    "Missed",
    "Observation",
    "Outcome",
    "Reliability",
    "Share",
    "Verdict",
    "agreement",
    "allot",
    "choice_of",
    "compare",
    "drawn",
    "estimate",
    "located",
    "match",
    "missed_in",
    "overlap",
    "passages",
    "reliability",
    "share",
    "words_in",
]
