"""An account told in one language: every sentence, table and finding of its report.

Takes an `Account`, gives a `Page`. Whatever came from outside (titles, quoted words, names) has its control characters made
visible here; escaping is each format's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from string import ascii_uppercase
from urllib.parse import urlsplit

from servanda.claim import Claim, Figure, Measure
from servanda.document import Document
from servanda.exports.arithmetic import arithmetic_in
from servanda.exports.ladder import Ladder, Rung, ladders
from servanda.exports.method import method_sentences
from servanda.exports.page import Cell, Group, Page, Table, ToldChart, ToldFinding, ToldLadder, ToldMatrix, Witness
from servanda.exports.progress_section import progress_section
from servanda.exports.report import Account, Words
from servanda.exports.rewritten import rewriting_lines
from servanda.exports.risks import told_risks
from servanda.exports.signs import SIGNS
from servanda.exports.source_coverage import source_lines
from servanda.exports.speakers import speakers_table
from servanda.exports.standing import standing_sentences, standing_table, with_whole
from servanda.exports.wording import Wording, printable, wording
from servanda.finding import Finding, Origin, Verdict
from servanda.interval import Interval
from servanda.quantity import PER_CENT
from servanda.review import Answered, Dismissed

__all__ = ["Telling", "meanings", "page_of", "web_address"]


def page_of(account: Account, lang: str) -> Page:
    """The account in the words of a language; raises UnknownName for one that reports are not written in."""
    return Telling(account, wording(lang)).page()


class Telling:
    """The telling of one account in one language: the whole page, or a single claim, finding or name of it."""

    def __init__(self, account: Account, words: Wording) -> None:
        self.account = account
        self.words = words
        self._names = account.agreement.names_by_form()
        self._claims = {claim.id: claim for claim in (*account.earlier, *account.claims)}
        self._by_place = {place: one for one in account.documents for place in (one.address, one.doc) if place}
        self._told: dict[tuple[str, str], ToldFinding] = {}

    def page(self) -> Page:
        """Everything, section by section."""
        account, words = self.account, self.words
        day = words.say("As of {day}", day=words.day(account.as_of))
        if account.known_on:
            day = words.say(
                "As of {day}, as it was known on {known}",
                day=words.day(account.as_of),
                known=words.day(account.known_on),
            )
        progress = with_whole(account.progress)
        matrices, charts, uncharted = self.progress
        return Page(
            lang=words.lang,
            title=printable(words.name(account.agreement.names, account.agreement.id)),
            day=day,
            lead=self.lead,
            standing=tuple(standing_sentences(progress, words, self.entry)),
            standing_table=standing_table(progress, words, self.entry),
            matrices=matrices,
            charts=charts,
            risks=told_risks(account, words, self.entry),
            uncharted=uncharted,
            ladders=tuple(self.ladder(one) for one in ladders(account)),
            groups=tuple(self.groups()),
            dismissed=tuple(self.finding(one.finding, self.dismissal(one)) for one in account.dismissed),
            answers=tuple(self.answer(one, named=True) for one in account.answers_alone),
            alone=tuple(self.witness(claim) for claim in self.alone()),
            speakers=speakers_table(account.records, words, self.name) if account.records else None,
            claims=self.claims(),
            documents=self.documents(),
            coverage=tuple(self.coverage()),
            unread=tuple(self.unread()),
            method=tuple(method_sentences(words)),
            colophon=words.say("Made by {versions}.", versions=words.listing(account.versions))
            if account.versions
            else "",
        )

    @cached_property
    def progress(self) -> tuple[tuple[ToldMatrix, ...], tuple[ToldChart, ...], tuple[str, ...]]:
        """Entries and bodies by status, the charts of progress, and of what there is none."""
        return progress_section(self.account, self.words, self.entry)

    @cached_property
    def lead(self) -> tuple[str, ...]:
        """What the account rests on, and what was found, in a few sentences."""
        return tuple(self._lead())

    def _lead(self) -> Iterator[str]:
        account, words = self.account, self.words
        if not account.claims and not account.documents:
            yield words.say("No document has been read and no claim imported yet.")
            return
        rests = [words.count("{number} claim", "{number} claims", len(account.claims))]
        if account.documents:
            rests.insert(0, words.count("{number} document", "{number} documents", len(account.documents)))
        speakers = len({claim.speaker for claim in account.claims if claim.speaker})
        heard = words.count("{number} speaker", "{number} speakers", speakers)
        yield words.say("This account rests on {rests}, by {speakers}.", rests=words.listing(rests), speakers=heard)
        days = sorted(
            end for claim in account.claims if claim.said_on and (end := claim.said_on.end or claim.said_on.start)
        )
        if days:
            yield words.say("The earliest was made on {first}, the latest on {last}.",
                            first=words.day(days[0]), last=words.day(days[-1]))  # fmt: skip
        if alone := len(self.alone()):
            yield words.count("{number} claim stands alone: nothing confirms or contradicts it.",
                              "{number} claims stand alone: nothing confirms or contradicts them.", alone)  # fmt: skip

    def alone(self) -> list[Claim]:
        """Claims that no finding touches."""
        findings = (*self.account.findings, *(one.finding for one in self.account.dismissed))
        touched = {id for finding in findings for id in finding.claims}
        return [claim for claim in self.account.claims if claim.id not in touched]

    def ladder(self, ladder: Ladder) -> ToldLadder:
        """A ladder with its words."""
        words = self.words
        head = (words.say("No."), words.say("About"), words.say("Read as"), words.say("As said"), words.say("Speaker"),
                words.say("Verdict"))  # fmt: skip
        rows = []
        for place, rung in enumerate(ladder.rungs, start=1):
            about = Cell(words.period(rung.when, short=True))
            value = Cell(words.interval(rung.interval, ladder.unit))
            quoted = Cell(words.say("implied by its growth")) if rung.implied else self.as_said(rung.claim, rung.figure)
            if rung.official:
                quoted = Cell(words.say("official statistic"))
            rows.append(
                (Cell(str(place)), about, value, quoted, Cell(self.speaker(rung.claim)), Cell(self.dispute(rung)))
            )
        title = self.title(ladder.name, ladder.subject)
        note = words.say("Each bar spans the values for which the words are true.")
        if ladder.points:
            note += " " + words.say(
                "The shading is what the undisputed claims together leave open, since what is done stays done."
            )
        if any(rung.dispute for rung in ladder.rungs):
            note += " " + words.say("◆ stands in a contradiction, ▲ in a tension.")
        if any(rung.implied for rung in ladder.rungs):
            note += " " + words.say("A broken outline is an amount that a claim implies by its growth.")
        return ToldLadder(
            ladder, title, note, Table(words.say("The claims in the chart, by number"), head, tuple(rows))
        )

    def speaker(self, claim: Claim) -> str:
        """Who made the claim, as a line begins."""
        return _capital(self.name(claim.speaker))

    def speaker_or_unnamed(self, claim: Claim) -> str:
        """The same, and where nobody is named the words for that."""
        return self.speaker(claim) or self.words.say("speaker not named")

    def as_said(self, claim: Claim, figure: Figure) -> Cell:
        """The words of a figure as they were found, with their language where it is known to be another."""
        if figure.quantity is not None:
            text = figure.quantity.text
        else:
            text = figure.when.text if figure.measure is Measure.DUE and figure.when else figure.state
        held = self.account.words.get(claim.id)
        return Cell(printable(text), held.lang if held and held.lang and held.lang != self.words.lang else "")

    def dispute(self, rung: Rung) -> str:
        """The verdict that a rung is part of, in words."""
        return f"{SIGNS[rung.dispute]} {self.words.term('disputed', rung.dispute.value)}" if rung.dispute else ""

    def groups(self) -> Iterator[Group]:
        """Findings by verdict, in the order of weight; a verdict without findings is left out."""
        words, told = self.words, meanings(self.words)
        for verdict in Verdict:
            found = tuple(self.finding(one) for one in self.account.findings if one.verdict is verdict)
            if found:
                yield Group(verdict, words.term("verdicts", verdict.value), told[verdict], found)

    def finding(self, finding: Finding, dismissal: str = "") -> ToldFinding:
        """A finding with the words it rests on, the earliest first; told once, however often it is asked for."""
        key = (finding.id, dismissal)
        if key not in self._told:
            self._told[key] = self._finding(finding, dismissal)
        return self._told[key]

    def _finding(self, finding: Finding, dismissal: str) -> ToldFinding:
        held = [claim for id in finding.claims if (claim := self._claims.get(id))]
        held.sort(key=lambda claim: (str(claim.said_on), claim.id))
        marks = {claim.id: _letter(place) if claim.start is not None else claim.id for place, claim in enumerate(held)}
        return ToldFinding(
            finding.id,
            self.title(finding.measure, finding.subject),
            printable(self.words.name(finding.explanation)),
            tuple(printable(arithmetic_in(self.words, line, marks)) for line in finding.arithmetic),
            tuple(self.witness(claim, marks[claim.id]) for claim in held),
            tuple(self.notes(finding)),
            tuple(printable(self.words.name(one)) for one in finding.hypotheses),
            printable(self.words.name(finding.rule)) if finding.rule else "",
            tuple(self.answer(one) for one in self.account.answers.get(finding.id, ())),
            dismissal,
        )

    def dismissal(self, one: Dismissed) -> str:
        """Who set a finding aside, when and why."""
        who, why, day = printable(one.who), printable(one.why), self.words.day(one.on)
        return self.words.say("Dismissed by {who} on {day}: {why}", who=who, why=why, day=day)

    def answer(self, one: Answered, *, named: bool = False) -> str:
        """What was answered to a finding, or corrected; with what the finding was about, where it stands alone."""
        words = self.words
        said = {"who": printable(one.who), "text": printable(one.text), "day": words.day(one.on)}
        if one.kind == "correction":
            told = words.say("Correction by {who}, {day}: “{text}”", **said)
        else:
            told = words.say("Answer of {who}, {day}: “{text}”", **said)
        return words.say("{name}: {reason}", name=self.title(one.measure, one.subject), reason=told) if named else told

    def notes(self, finding: Finding) -> Iterator[str]:
        """How far apart the sides are, since when the finding holds, and when it ended."""
        words, degree = self.words, finding.degree
        if degree is not None and degree.gap:
            unit = "percentage point" if degree.unit == PER_CENT else degree.unit
            gap = words.interval(Interval.point(degree.gap), unit or None)
            yield words.say("The nearest values of the two sides are {gap} apart.", gap=gap)
        if degree is not None and degree.widening:
            part = words.interval(Interval.point(degree.widening * 100), PER_CENT)
            yield words.say("They would meet if each side were allowed {part} of leeway.", part=part)
        if finding.since is not None and finding.verdict is not Verdict.CONSISTENT:
            yield words.say("This has held since {day}.", day=words.day(finding.since))
        if finding.origins:
            told = words.listing(self.origin(one) for one in finding.origins)
            yield words.count("{number} independent origin: {origins}.", "{number} independent origins: {origins}.",
                              len(finding.origins), origins=told)  # fmt: skip

    def origin(self, origin: Origin) -> str:
        """Who said it, and from how many sources it is known where there are several."""
        name = self.name(origin.speaker) or printable((*origin.sources, *origin.claims)[0])
        if len(origin.sources) < 2:
            return name
        sources = self.words.count("{number} source", "{number} sources", len(origin.sources))
        return self.words.say("{value} ({when})", value=name, when=sources)

    def witness(self, claim: Claim, mark: str = "") -> Witness:
        """A claim with its speaker, days, reading, words and source, and the mark it has in a finding's arithmetic."""
        words = self.words
        speaker = self.speaker_or_unnamed(claim)
        if claim.office and claim.office.casefold() not in claim.speaker.casefold():
            speaker = words.say("{speaker}, {office}", speaker=speaker, office=printable(claim.office))
        held = self.account.words.get(claim.id)
        shown = held and Words(
            printable(held.before), printable(held.quoted), printable(held.after), held.lang, printable(held.doc)
        )
        return Witness(
            printable(claim.id),
            printable(mark or claim.id),
            speaker,
            words.period(claim.said_on),
            words.say("; ").join(self.reading(claim)),
            "" if shown else printable(claim.text),
            shown,
            self.source(claim.source),
            self.linked(claim),
        )

    def linked(self, claim: Claim) -> str:
        """Why a claim of a document is taken to be about an entry of the register, with its points."""
        from servanda.linking import score_in_words

        link, words = self.account.links.get(claim.id), self.words
        if link is None or claim.start is None:
            return ""
        score = score_in_words(link.points).told(words.lang)
        reasons = words.typeset(link.told(words.lang))
        return printable(words.say("Linked to {name} ({score}): {reasons}", name=self.name(link.name), score=score,
                                   reasons=reasons))  # fmt: skip

    def reading(self, claim: Claim) -> Iterator[str]:
        """Each figure of a claim as it is read, with the days it speaks of, and whether it is somebody else's."""
        words = self.words
        if claim.second_hand:
            yield words.say("second hand")
        for figure in claim.figures:
            when = words.period(figure.when)
            if figure.measure is Measure.DUE:
                last = figure.when.end if figure.when else None
                yield (
                    words.say("promised by {day}", day=words.day(last)) if last else words.say("promised without a day")
                )
            elif figure.quantity is None:
                yield words.say("{value} ({when})", value=words.term("state", figure.state), when=when)
            elif figure.measure is Measure.GROWTH and figure.when and figure.base:
                value = words.growth(figure.quantity)
                base = words.period(figure.base)
                if figure.years > 1:
                    value = words.say("{value} a year on average", value=value)
                yield words.say("{value} from {base} to {when}", value=value, base=base, when=when)
            else:
                value = words.interval(figure.quantity.literal, figure.quantity.unit)
                if figure.measure is Measure.GROWTH:
                    value = words.growth(figure.quantity)
                yield words.say("{value} ({when})", value=value, when=when)

    def source(self, source: str) -> Cell:
        """A document's title or an address; only web addresses become links."""
        document = self._by_place.get(source)
        title = document.title or document.doc if document else source
        place = (document.address if document else None) or source
        return Cell(printable(title), _foreign(document, self.words.lang), web_address(place))

    def claims(self) -> Table:
        """Every claim, in the order in which they were made."""
        words = self.words
        head = (words.say("Claim"), words.say("Said on"), words.say("Speaker"), words.say("Of what"), words.say("As said"),
                words.say("Read as"), words.say("Source"))  # fmt: skip
        rows = []
        for claim in sorted(self.account.claims, key=lambda one: (str(one.said_on), one.id)):
            narrowed = (words.term("qualifier", one) for one in sorted(claim.qualifiers))
            what = ", ".join([self.title(claim.measure, claim.subject), *narrowed])
            said, reading = words.period(claim.said_on, short=True), words.say("; ").join(self.reading(claim))
            who = (Cell(printable(claim.id)), Cell(said), Cell(self.speaker(claim)), Cell(printable(what)))
            rows.append((*who, self.as_said(claim, claim.figure), Cell(reading), self.source(claim.source)))
        return Table(words.say("Every claim, in the order in which they were made"), head, tuple(rows))

    def documents(self) -> Table:
        """Every document, with what is known of it and what a reader should know about it."""
        words = self.words
        head = (words.say("Document"), words.say("Language"), words.say("Published"), words.say("Publisher"),
                words.say("Remarks"))  # fmt: skip
        rows = []
        for document in self.account.documents:
            title = Cell(
                printable(document.title or document.doc),
                document.title_lang or document.lang or "",
                web_address(document.address or ""),
            )
            published = (
                words.period(document.published, short=True) if document.published else words.say("day not known")
            )
            cells = (words.language(document.lang), published, document.publisher or "")
            remarks = " ".join(note.told(words.lang) for note in document.notes)
            rows.append((title, *(Cell(printable(cell)) for cell in (*cells, remarks))))
        return Table(words.say("The documents, by name"), head, tuple(rows))

    def coverage(self) -> Iterator[str]:
        """What was brought in on which days, and whether any document was."""
        words = self.words
        if not self.account.documents:
            yield words.say("No documents were read; every claim comes from a table.")
        for one in self.account.coverage:
            documents = words.count("{number} document", "{number} documents", one.documents)
            claims = words.count("{number} claim", "{number} claims", one.claims)
            yield words.say("Taken in on {day}: {documents}, {claims}.", day=words.day(one.day), documents=documents,
                            claims=claims)  # fmt: skip
        if sum(one.claims for one in self.account.coverage) != len(self.account.claims):
            yield words.say("Of what was taken in, this counts: {counted}. What one page repeats of another counts once; what "
                            "was replaced, rejected or not linked to the register does not.",
                            counted=words.count("{number} claim", "{number} claims", len(self.account.claims)))  # fmt: skip
        yield from source_lines(words, self.account.fetched, self.account.agreement.watched)
        yield from rewriting_lines(words, self.account.rewritten)

    def unread(self) -> Iterator[str]:
        """What was refused, each with its reason."""
        for claim in self.account.unlinked:
            about = self.title(claim.measure, claim.subject)
            reasons = "; ".join(self.waits_because(claim))
            yield self.words.say("Not compared: {claim} ({id}) – {reason}", claim=about,
                                 id=self.name(claim.speaker) or printable(claim.id), reason=reasons)  # fmt: skip
        yield from self.left_out()
        for one in self.account.refusals:
            name = f"{one.name}:{one.error.line}" if one.error.line else one.name
            told = one.error.told(self.words.lang, place=False)
            yield self.words.say("{name}: {reason}", name=printable(name), reason=printable(told))

    def waits_because(self, claim: Claim) -> Iterator[str]:
        """Why a claim that has no link waits for a person: what it may be about, and what it lacks."""
        from servanda.linking import none_because
        from servanda.reconciliation import LeftOut, left_out_because

        names = [self.name(one.name) for one in self.account.rivals.get(claim.id, ())]
        yield self.words.typeset(none_because(names).told(self.words.lang))
        if claim.missing:
            yield self.words.typeset(left_out_because(LeftOut(claim.id, None, claim.missing), self.words.lang))

    def left_out(self) -> Iterator[str]:
        """The figures that could not be compared, and the subjects on which the answer is partial, each with its reason."""
        from servanda.reconciliation import left_out_because, partial_because

        words = self.words
        for one in self.account.left_out:
            claim = self._claims.get(one.claim)
            about = self.title(claim.measure, claim.subject) if claim else ""
            yield words.say("Not compared: {claim} ({id}) – {reason}", claim=about, id=printable(one.claim),
                            reason=words.typeset(left_out_because(one, words.lang)))  # fmt: skip
        for subject, limit in self.account.partial:
            reason = words.typeset(partial_because(limit, words.lang))
            yield words.say("The answer on {subject} is partial – {reason}", subject=self.name(subject), reason=reason)

    def title(self, measure: str, subject: str) -> str:
        """What a claim or finding is about: the measure and the subject."""
        measured = _capital(printable(self.words.term("measure", measure)))
        return self.words.say("{measure}: {subject}", measure=measured, subject=self.name(subject))

    def entry(self, id: str) -> str:
        """The name of an entry of the register, or of the agreement that is all of it, as a line begins."""
        if id == self.account.agreement.id:
            return _capital(printable(self.words.name(self.account.agreement.names, id)))
        return _capital(self.name(id))

    def name(self, name: str) -> str:
        """The register's name in the page's language for a name it knows, else the name as it is."""
        names = self._names.get(name)
        return printable(self.words.name(names) if names else name)


def meanings(words: Wording) -> dict[Verdict, str]:
    """What each verdict means, in the order of weight."""
    return {
        Verdict.CONTRADICTION: words.say("No values satisfy all of these claims, read literally."),
        Verdict.TENSION: words.say(
            "These claims are in tension: they can all be true, but not as people use such words, or only at a rate far from "
            "what came before; or one voice changed its figure without saying so."
        ),
        Verdict.OVERDUE: words.say(
            "The promised day has passed, and nothing read here says that the promise was kept."
        ),
        Verdict.CONSISTENT: words.say("These claims, or the figures within one of them, confirm each other."),
    }


def _letter(place: int) -> str:
    """A, B, ... Z, then A2, B2: what a generated id is too long for."""
    rounds, letter = divmod(place, len(ascii_uppercase))
    return ascii_uppercase[letter] + (str(rounds + 1) if rounds else "")


def _capital(text: str) -> str:
    """The text as it begins a line."""
    return text[:1].upper() + text[1:]


def _foreign(document: Document | None, lang: str) -> str:
    """The language of a document's title where it is another than the page's."""
    spoken = (document.title_lang or document.lang or "") if document else ""
    return "" if spoken == lang else spoken


def web_address(address: str) -> str:
    """The address if it is one of the web, else nothing: no other scheme becomes a link.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)"), web_address("page.txt")
    ('https://example.org/a', '', '')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""
