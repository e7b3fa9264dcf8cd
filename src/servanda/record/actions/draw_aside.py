"""Draw documents at random from those that were set aside, to estimate how many of these bear on the agreement."""

from __future__ import annotations

import random
import secrets
from typing import TYPE_CHECKING

from servanda.errors import UsageError
from servanda.record import models
from servanda.record.batches import OpenBatch
from servanda.record.database import named_faults
from servanda.record.relevance import relevance_in
from servanda.record.settings import DATABASE_NAME
from servanda.record.view import View
from servanda.relevance import LINE

if TYPE_CHECKING:
    from servanda.record.project import Project

__all__ = ["draw_aside"]


def draw_aside(project: Project, number: int, seed: int | None = None) -> models.AsideSample:
    """Keep so many documents, or all that are set aside and not marked where these are fewer, in the order of drawing.

    Raises UsageError for a number below 1, and where nothing is set aside.
    """
    if number < 1:
        raise UsageError("aside-sample-too-small", value=str(number), remedy="sample-at-least-one")
    chosen = secrets.randbelow(2**31) if seed is None else seed
    with named_faults(project.folder / DATABASE_NAME):
        aside = sorted(one.id for one in relevance_in(View(project.alias)) if one.is_aside and one.marked is None)
        if not aside:
            raise UsageError("nothing-set-aside", remedy="score-first")
        drawn = random.Random(chosen).sample(aside, min(number, len(aside)))  # noqa: S311 - drawn, not kept secret
        batch = OpenBatch(project.alias, models.BatchKind.RELEVANCE, [str(number), str(chosen)])
        with batch.unit() as row:
            sample: models.AsideSample = models.AsideSample.objects.using(project.alias).create(
                batch=row, seed=chosen, line=LINE, aside=len(aside), documents=drawn
            )
        batch.finish()
    return sample
