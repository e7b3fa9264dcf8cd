"""What a batch touched: each table of the record is told of, or it is said here why not."""

from django.apps import apps

from servanda.record import models, touched
from servanda.record.models.row import BatchRow

WITH_ANOTHER = (
    models.Document, models.NearDuplicate, models.Statement, models.Link, models.Anchor, models.Assessment, models.Observation,
    models.RegisterEdit,
)  # fmt: skip
"""Told with the receipt, reading, claim, judgement, register or file that they belong to."""
INSIDE = (
    models.Refusal, models.Obligation, models.ObligationJudgement, models.Round, models.Closing, models.Form,
    models.Submission, models.Sample, models.SampleItem, models.Verdict, models.Remark, models.Score,
    models.Mark, models.AsideSample,
)  # fmt: skip
"""An office's own work, of which nothing is published before it is a register, a judgement or an approval."""
BESIDE = (models.Note, models.Signature, models.Translation, models.Fetch)
"""Put beside items on their pages, or what coverage is counted from: nothing in the families is another for it."""


def test_each_table_is_told_of_or_is_known_not_to_be():
    told = {table.model for table in touched._TABLES}
    known = {model for model in apps.get_app_config("record").get_models() if issubclass(model, BatchRow)}
    assert known == told | {*WITH_ANOTHER, *INSIDE, *BESIDE}


def test_a_batch_is_read_a_part_at_a_time(world):
    for name in "abc":
        world.write(f"{name}.txt", f"Anna says: 60% of {name} is done.")
    batch = world.project.ingest().batch
    (found,) = touched.tables_of(world.project.alias, [batch]).values()
    receipts = next(number for number, table in enumerate(touched._TABLES) if table.model is models.Receipt)
    assert receipts in found
    first = list(touched.touched(world.project.alias, batch, receipts, 0, 2))
    rest = list(touched.touched(world.project.alias, batch, receipts, first[-1].row, 2))
    assert [one.id for one in (*first, *rest)] == ["a", "b", "c"] and {one.family for one in first} == {"documents"}
