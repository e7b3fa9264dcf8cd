"""The record's tables, one noun a file."""

from servanda.record.models.batch import Batch, BatchEvent, BatchKind, EventKind
from servanda.record.models.claim import Claim
from servanda.record.models.document import Document, NearDuplicate, Receipt
from servanda.record.models.fetch import Fetch, FetchOutcome
from servanda.record.models.judgement import Anchor, Decision, Judgement, TargetKind
from servanda.record.models.link import Link
from servanda.record.models.merge import Merge
from servanda.record.models.note import Note, NoteKind, Signature, Translation
from servanda.record.models.obligation import Obligation, ObligationJudgement
from servanda.record.models.reading import Reading, Statement
from servanda.record.models.refusal import Refusal
from servanda.record.models.register import Assessment, RegisterVersion
from servanda.record.models.register_edit import RegisterEdit
from servanda.record.models.relevance import AsideSample, Mark, Score
from servanda.record.models.remark import Remark, RemarkKind
from servanda.record.models.review import Answer, AnswerKind, Dismissal, Ruling
from servanda.record.models.round import Approval, ApprovalKind, Closing, Form, Round, Submission
from servanda.record.models.sample import ItemKind, Sample, SampleItem, Verdict
from servanda.record.models.series import Observation, SeriesFile
from servanda.record.models.sketch import Comparison, Sketch

__all__ = [
    "Anchor",
    "Answer",
    "AnswerKind",
    "Approval",
    "ApprovalKind",
    "AsideSample",
    "Assessment",
    "Batch",
    "BatchEvent",
    "BatchKind",
    "Claim",
    "Closing",
    "Comparison",
    "Decision",
    "Dismissal",
    "Document",
    "EventKind",
    "Fetch",
    "FetchOutcome",
    "Form",
    "ItemKind",
    "Judgement",
    "Link",
    "Mark",
    "Merge",
    "NearDuplicate",
    "Note",
    "NoteKind",
    "Obligation",
    "ObligationJudgement",
    "Observation",
    "Reading",
    "Receipt",
    "Refusal",
    "RegisterEdit",
    "RegisterVersion",
    "Remark",
    "RemarkKind",
    "Round",
    "Ruling",
    "Sample",
    "SampleItem",
    "Score",
    "SeriesFile",
    "Signature",
    "Sketch",
    "Statement",
    "Submission",
    "TargetKind",
    "Translation",
    "Verdict",
]
