"""Going through a sample on the judging screen: each answer is kept at once, so that breaking off loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.cli.messages import say
from servanda.cli.screen import Back, Roles, Screen, Stop, latin
from servanda.errors import InputError
from servanda.evaluation import Choice, Fault, Missed, Outcome, Verdict, missed_in

if TYPE_CHECKING:
    from servanda.record.actions.judge import Reviewer
    from servanda.record.evaluation import Evaluation
    from servanda.record.models import Claim, SampleItem, Statement
    from servanda.record.project import Project

__all__ = ["judge_sample", "roles_of"]

_STATEMENT = {
    "r": ("key-right", Choice(Outcome.RIGHT)),
    "s": ("key-source", Choice.wrong(Fault.SOURCE)),
    "c": ("key-content", Choice.wrong(Fault.CONTENT)),
    "x": ("key-both", Choice.wrong(Fault.SOURCE, Fault.CONTENT)),
    "n": ("key-none", Choice(Outcome.NONE)),
    "u": ("key-unsure", Choice(Outcome.UNSURE)),
}
_CLAIM = {
    "r": ("key-right", Choice(Outcome.RIGHT)),
    "n": ("key-none", Choice(Outcome.NONE)),
    "u": ("key-unsure", Choice(Outcome.UNSURE)),
}
_CLAIM_FAULTS = {"v": ("key-value", Fault.VALUE), "p": ("key-period", Fault.PERIOD), "l": ("key-link", Fault.LINK)}


def judge_sample(project: Project, evaluation: Evaluation, reviewer: Reviewer, screen: Screen) -> int:
    """Ask for each open item until the judge stops; gives how many verdicts were kept."""
    from servanda.record.actions.give_verdict import give_verdict

    sitting = _Sitting(project, evaluation, screen)
    waiting = evaluation.open
    kept: list[int] = []
    at = 0
    try:
        while at < len(waiting):
            try:
                verdict, claims = sitting.ask(waiting[at])
            except Back:
                if kept:
                    project.undo(kept.pop())
                    at -= 1
                continue
            kept.append(give_verdict(project, waiting[at], verdict, reviewer, claims).batch_id)
            at += 1
    except Stop:
        pass
    return len(kept)


def roles_of(statement: Statement) -> Roles:
    """Where the words of a kept statement stand."""
    return {role: [(start, end) for start, end in getattr(statement, role)] for role in ("source", "cue", "content")}


class _Sitting:
    """What stays the same while a judge goes through a sample."""

    def __init__(self, project: Project, evaluation: Evaluation, screen: Screen) -> None:
        self.evaluation = evaluation
        self.screen = screen
        self.lang = screen.lang
        self.names = project.agreement.names_by_form() if (project.folder / "agreement.yaml").is_file() else {}

    def ask(self, item: SampleItem) -> tuple[Verdict, list[Claim]]:
        """What the judge finds of an item, with the rows of the claims that were asked about."""
        place = say("place-in-queue", self.lang, number=item.number + 1, total=len(self.evaluation.items))
        self.screen.heading(place, item.document.doc, item.lang)
        return self._statement(item) if item.statement_id else (self._passage(item), [])

    def _statement(self, item: SampleItem) -> tuple[Verdict, list[Claim]]:
        statement = item.statement
        self.screen.statement(item.document.text, roles_of(statement), statement.speaker, self.lang)
        answer = _STATEMENT[self.screen.choose({key: name for key, (name, _) in _STATEMENT.items()})][1]
        claims = self.evaluation.claims.get(statement.pk, [])
        if answer.outcome not in (Outcome.RIGHT, Outcome.WRONG) or Fault.CONTENT in answer.faults:
            claims = []
        return Verdict(answer, tuple(self._claim(claim) for claim in claims)), claims

    def _claim(self, row: Claim) -> Choice:
        """What the judge finds of a claim; several faults may be named before "done"."""
        from servanda.claim import Claim as Noun
        from servanda.exports.judging_sheet import claim_in_words
        from servanda.exports.wording import wording
        from servanda.record.encoding import decode

        link = self.evaluation.links.get(row.pk, "")
        told = claim_in_words(
            decode(Noun, row.noun), self.lang, wording(self.lang).name(self.names.get(link, {}), link)
        )
        self.screen.note(f"{say('claim', self.lang)}: {told}")
        named: list[Fault] = []
        while True:
            more = {key: name for key, (name, fault) in _CLAIM_FAULTS.items() if fault not in named}
            whole = {"d": "key-done"} if named else {key: name for key, (name, _) in _CLAIM.items()}
            pressed = self.screen.choose(more | whole)
            if pressed in _CLAIM:
                return _CLAIM[pressed][1]
            if pressed == "d":
                return Choice.wrong(*named)
            named.append(_CLAIM_FAULTS[pressed][1])

    def _passage(self, item: SampleItem) -> Verdict:
        inside = [roles_of(one.statement) for one in self.evaluation.items if one.passage_id == item.pk]
        self.screen.words(item.document.text, (item.start, item.end), inside, before=0, after=0)
        number = self._missed()
        if number is None:
            return Verdict(Choice(Outcome.UNSURE))
        found = [self._words(item, place) for place in range(1, number + 1)]
        return Verdict(missed=number, attributions=tuple(one for one in found if one is not None))

    def _missed(self) -> int | None:
        while True:
            given = self.screen.ask(say("how-many-missed", self.lang)) or "0"
            match latin(given):
                case "b":
                    raise Back
                case "q":
                    raise Stop
                case "u":
                    return None
            if given.isdecimal() and len(given) < 4:
                return int(given)

    def _words(self, item: SampleItem, place: int) -> Missed | None:
        while True:
            line = self.screen.ask(say("missed-words", self.lang, number=place))
            if not line:
                return None
            try:
                return missed_in(line, item.document.text, (item.start, item.end))
            except InputError as error:
                self.screen.note(error.told(self.lang))
