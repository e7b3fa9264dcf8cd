"""Two agreements that do not exist: an association of hundreds of activities, and a peace accord of which nothing is assessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from servanda.agreement import Agreement, Body, Party
from servanda.assessment import Assessment, Reason, Status
from servanda.claim import Claim, Figure, Measure
from servanda.exports.report import Account
from servanda.interval import Interval
from servanda.item import Item
from servanda.period import Period
from servanda.progress import Version, courses_and_burn_ups, deadline_moves, matrix, matrix_by_due, roll_up
from servanda.quantity import PER_CENT, Quantity

CHAPTERS = (
    ("customs", "Customs and trade facilitation", "Douanes et facilitation des échanges",
     "Таможенное дело и упрощение процедур торговли"),
    ("standards", "Technical barriers to trade", "Obstacles techniques au commerce",
     "Технические барьеры в торговле и оценка соответствия продукции"),
    ("health", "Sanitary and phytosanitary measures", "Mesures sanitaires et phytosanitaires",
     "Санитарные и фитосанитарные меры, включая благополучие животных"),
    ("energy", "Energy, including nuclear matters", "Énergie, y compris le nucléaire", "Энергетика, включая ядерные вопросы"),
    ("transport", "Transport", "Transports", "Транспорт"),
    ("environment", "Environment", "Environnement", "Окружающая среда и гражданская защита"),
    ("consumers", "Consumer protection", "Protection des consommateurs", "Защита прав потребителей"),
    ("justice", "Justice, freedom and security", "Justice, liberté et sécurité", "Юстиция, свобода и безопасность"),
    ("finance", "Financial services", "Services financiers", "Финансовые услуги"),
    ("culture", "Education, training and youth", "Éducation, formation et jeunesse",
     "Образование, профессиональная подготовка и молодёжь"),
)  # fmt: skip
BODIES = (
    ("ministry-of-economy", "Ministry of Economy", "Ministère de l'Économie",
     "Министерство экономического развития, торговли и сельского хозяйства"),
    ("ministry-of-energy", "Ministry of Energy", "Ministère de l'Énergie", "Министерство энергетики"),
    ("customs-service", "State Customs Service", "Service national des douanes", "Государственная таможенная служба"),
    ("food-agency", "Agency for Food Safety", "Agence de sécurité alimentaire",
     "Агентство по безопасности пищевых продуктов и защите потребителей"),
)  # fmt: skip
QUARTERS = [
    date(year, month, day) for year in (2031, 2032, 2033) for month, day in ((3, 31), (6, 30), (9, 30), (12, 31))
]
DAY = date(2033, 12, 31)


def names(words):
    return dict(zip(("en", "fr", "ru"), words, strict=True))


def activity(chapter, number):
    """The place of an activity among all decides what becomes of it: no chance, so that every run draws the same."""
    place = number * 7 + len(chapter)
    due = QUARTERS[place % 12] if place % 9 else None
    bodies = (BODIES[place % 4][0],) if place % 10 else ()
    words = (f"Activity {number} of {chapter}", f"Activité {number} de {chapter}", f"Мероприятие {number} ({chapter})")
    return Item(f"{chapter}-{number}", "activity", names(words), due=due and Period.day(due), bodies=bodies)


def told(item, place):
    """Begun in one quarter and done some quarters later, or dropped, late, refused, or never heard of."""
    begun, done = place % 6, place % 6 + 1 + place % 7
    if place % 11 == 5:
        return
    if place % 23 == 4:
        yield Assessment(item.id, Status.NOT_ASSESSED, QUARTERS[begun], "government", reason=tuple(Reason)[place % 3])
        return
    yield Assessment(item.id, Status.NOT_STARTED if begun else Status.IN_PROGRESS, QUARTERS[0], "government")
    if begun:
        yield Assessment(item.id, Status.IN_PROGRESS, QUARTERS[begun], "government")
    if done < 12:
        status = Status.DROPPED if place % 19 == 3 else Status.AT_RISK if place % 13 == 6 else Status.DONE
        yield Assessment(item.id, status, QUARTERS[done], "government")


def association():
    items, assessments, place = [], [], 0
    for chapter, *words in CHAPTERS:
        below = tuple(activity(chapter, number) for number in range(1, 25 + len(chapter)))
        for item in below:
            place += 1
            assessments += told(item, place)
        declared = {"activity": len(below) + 6} if len(chapter) > 7 else {}
        items.append(Item(chapter, "chapter", names(words), declared=declared, items=below))
    return Agreement(
        "association",
        names(("Association Agreement", "Accord d'association", "Соглашение об ассоциации")),
        parties=(Party("union", {"en": "Union"}), Party("republic", {"en": "Republic"})),
        bodies=tuple(Body(id, names(words)) for id, *words in BODIES),
        items=tuple(items),
        assessments=tuple(assessments),
    )


def share(id, day, low, high, speaker, subject="Association Agreement", **more):
    bounds = Interval(Fraction(low), Fraction(high))
    figure = Figure(Measure.SHARE, Period.parse(day), Quantity("", bounds, bounds, None, PER_CENT, None))
    return Claim(id, "completion", subject, (figure,), Period.parse(day), speaker, **more)


def count(id, day, done, planned, speaker):
    figures = (
        Figure(Measure.DONE, Period.parse(day), Quantity.exact(done, "activity")),
        Figure(Measure.PLANNED, Period.parse(day), Quantity.exact(planned, "activity")),
    )
    return Claim(id, "completion", "Association Agreement", figures, Period.parse(day), speaker)


SAID = (
    share("c1", "2031-12-20", 25, 30, "Vice Prime Minister"),
    share("c2", "2032-06", "39.5", "40.5", "Vice Prime Minister"),
    share("c3", "2032-07-02", 31, 33, "Association Council"),
    share("c4", "2033-02-15 or earlier", 50, 100, "Vice Prime Minister"),
    share("c5", "2034-06-30", 100, 100, "Vice Prime Minister", forecast=True),
    share("c6", "2033-03-01", 60, 65, "Ministry of Energy", subject="Energy, including nuclear matters"),
    count("c7", "2032-12-31", 120, 340, "Vice Prime Minister"),
)


def peace():
    areas = (
        ("ceasefire", 12, ("Ceasefire and cantonment", "Cessez-le-feu et cantonnement", "Прекращение огня и отвод отрядов")),
        ("land", 31, ("Land reform", "Réforme agraire", "Земельная реформа")),
        ("truth", 8, ("Truth and reparation", "Vérité et réparation", "Истина и возмещение ущерба")),
    )  # fmt: skip
    items = tuple(
        Item(id, "accord", names(words), declared={"provision": number},
             items=(Item(f"{id}-1", "provision", names(words), due=Period.parse("2032-Q2")),))
        for id, number, words in areas
    )  # fmt: skip
    return Agreement("peace", names(("Peace accord", "Accord de paix", "Мирное соглашение")), items=items)


def versions(agreement):
    """Earlier versions of the register in which every ninth activity was due one, two or three quarters before."""
    for back in (3, 2, 1, 0):
        yield Version(
            QUARTERS[8 - 2 * back], replace(agreement, items=tuple(earlier(item, back) for item in agreement.items))
        )


def earlier(item, back):
    below = []
    for number, one in enumerate(item.items):
        quarters = min(back, 1 + number // 9 % 3) if number % 9 == 4 and one.due else 0
        due = Period.day(one.due.end - timedelta(days=91 * quarters)) if quarters else one.due
        below.append(replace(one, due=due))
    return replace(item, items=tuple(below))


def account(agreement, claims=(), as_of=DAY):
    matrices = (
        matrix(agreement, "programme", as_of),
        matrix(agreement, "body", as_of),
        matrix_by_due(agreement, as_of),
    )
    return Account(
        agreement,
        as_of,
        claims=tuple(claims),
        progress=roll_up(agreement, claims, as_of),
        matrices=tuple(one for one in matrices if one),
        courses=courses_and_burn_ups(agreement, claims, as_of),
        moved=deadline_moves(versions(agreement)),
    )
