"""The register: what is taken, and that every fault names its place and what to do."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from servanda.assessment import Reason, Status
from servanda.disclosure import Disclosure, Source
from servanda.errors import RegisterError
from servanda.intake.register import check_agreement, load_agreement
from servanda.intake.register_yaml import MAX_BYTES, MAX_DEPTH
from servanda.item import Act, Budget, DueAfter
from servanda.period import Period

HEAD = "agreement:\n  id: accord\n  name: {en: Accord}\n"
FULL = """\
agreement:
  id: accord
  name: {en: Accord, fr: Accord, ru: Соглашение}
  signed: 2001-02-03
parties:
  - {id: north, name: {en: North}}
bodies:
  - {id: council, name: {en: Council}, party: north}
people:
  - {id: novak, name: {en: Jan Novak, ru: Ян Новак}, aliases: [Novák], offices: [Minister], party: north}
items:
  - id: plan
    level: plan
    name: {en: Plan}
    period: 2021/2023
    due: before 2024
    declared: {programme: 12}
    bodies: [council]
    items:
      - {id: roads, level: programme, name: {en: Roads}}
subjects:
  - id: trade
    name: {en: Trade}
    qualifiers: {goods: [merchandise]}
assessments:
  - {item: roads, status: in progress, as_of: 2022-05-06, assessor: the office}
"""


def write(folder: Path, text: str, rows: str | None = None) -> Path:
    file = folder / "agreement.yaml"
    file.write_text(text, encoding="utf-8")
    if rows is not None:
        (folder / "activities.csv").write_text(rows, encoding="utf-8")
    return file


def only_fault(folder: Path, text: str) -> RegisterError:
    agreement, errors = check_agreement(write(folder, text))
    assert agreement is None
    assert len(errors) == 1, [str(error) for error in errors]
    assert errors[0].file and errors[0].file.endswith("agreement.yaml")
    return errors[0]


def test_a_whole_register_is_read(tmp_path: Path) -> None:
    agreement = load_agreement(write(tmp_path, FULL))
    assert agreement.signed == date(2001, 2, 3)
    assert agreement.names["ru"] == "Соглашение"
    assert agreement.bodies[0].party == "north"
    assert agreement.people[0].aliases == ("Novák",)
    plan, roads = agreement.walk()
    assert (plan.declared, plan.line, str(plan.due)) == ({"programme": 12}, 12, "../2023-12-31")
    assert (roads.id, roads.line) == ("roads", 20)
    assert agreement.subjects[0].qualifiers == {"goods": ("merchandise",)}
    assert agreement.assessments[0].status is Status.IN_PROGRESS


def test_a_folder_stands_for_the_file_in_it(tmp_path: Path) -> None:
    write(tmp_path, HEAD)
    assert load_agreement(tmp_path).id == "accord"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", None, "empty"),
        ("# nothing but a remark\n", None, "empty"),
        ("- a list\n", 1, "Expected fields at the top"),
        ("parties: []\n", 1, "lacks the field 'agreement'"),
        ("agreement:\n  id: accord\n  name: {en: [Accord\n", 4, "not YAML"),
        (HEAD + "partys: []\n", 4, "Did you mean 'parties'?"),
        (HEAD + "parties:\n  - {name: {en: North}}\n", 5, "field 'id' is missing"),
        (HEAD + "parties: north\n", 4, "Expected a list under 'parties'"),
        (HEAD + "parties:\n  - north\n", 5, "Expected an entry of parties"),
        (HEAD + "parties:\n  - id: north\n    name: {en: North}\n    nmae: x\n", 7, "Did you mean 'name'?"),
        (HEAD + "parties:\n  - {id: north, name: North}\n", 5, "a name by language"),
        (HEAD + "  signed: 3 February 2001\n", 4, "a day such as"),
        (HEAD + "  signed: 2001-02-30\n", 4, "a day such as"),
        (HEAD + "  id: other\n", 4, "given twice"),
        (HEAD + "bodies:\n  - {id: council, name: {en: Council}, party: south}\n", 5, "'party'"),
        (HEAD + "items:\n  - {id: p, level: plan, name: {en: P}, declared: {task: many}}\n", 5, "whole numbers"),
        (HEAD + "items:\n  - {id: p, level: plan, name: {en: P}, declared: {task: 2.5}}\n", 5, "whole numbers"),
        (
            HEAD + "items:\n  - {id: p, level: plan, name: {en: P}, period: 2023, due: 2021}\n",
            5,
            "due before it starts",
        ),
        (HEAD + "items:\n  - {id: p, level: plan, name: {en: P}, due: soon}\n", 5, "a day, month, quarter or year"),
        (HEAD + "items:\n  - {id: p, level: plan, name: {en: P}, bodies: [senate]}\n", 5, "'bodies'"),
        (HEAD + "assessments:\n  - {item: p, status: done, as_of: 2022-01-01, assessor: x}\n", 5, "'item'"),
        ("agreement: &a {id: accord, name: *a}\n", 1, "no aliases"),
        (HEAD + "---\n" + HEAD, 4, "one YAML document"),
    ],
)
def test_each_fault_names_its_line_and_what_is_expected(
    tmp_path: Path, text: str, line: int | None, words: str
) -> None:
    fault = only_fault(tmp_path, text)
    assert fault.line == line
    assert words in str(fault)


def test_an_id_that_is_used_twice_names_both_lines(tmp_path: Path) -> None:
    text = HEAD + "items:\n  - {id: a, level: plan, name: {en: A}}\nsubjects:\n  - {id: a, name: {en: B}}\n"
    fault = only_fault(tmp_path, text)
    assert (fault.line, fault.value, fault.remedy) == (7, "a", "It is that of line 5.")


def test_an_unknown_status_suggests_the_nearest(tmp_path: Path) -> None:
    fault = only_fault(tmp_path, FULL.replace("status: in progress", "status: in progres"))
    assert "Did you mean 'in progress'?" in str(fault)


def test_all_faults_are_given_in_the_order_of_lines(tmp_path: Path) -> None:
    _, errors = check_agreement(
        write(tmp_path, FULL.replace("2001-02-03", "soon").replace("programme: 12", "programme: few"))
    )
    assert [error.line for error in errors] == [4, 17]


def test_load_raises_the_first_fault(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"agreement.yaml:4: .*'signed'.* expected a day such as"):
        load_agreement(write(tmp_path, FULL.replace("2001-02-03", "soon")))


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    agreement, errors = check_agreement(tmp_path / "agreement.yaml")
    assert agreement is None
    assert "cannot be read" in str(errors[0])


def test_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "agreement.yaml"
    file.write_bytes("agreement:\n  id: accord\n  name: {ru: Договор}\n".encode("cp1251"))
    _, errors = check_agreement(file)
    assert (errors[0].line, errors[0].remedy) == (3, "Save it as UTF-8.")


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    fault = only_fault(tmp_path, "agreement: " + "[" * 100_000)
    assert f"more than {MAX_DEPTH} levels" in str(fault)


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "agreement.yaml"
    with file.open("wb") as big:
        big.truncate(MAX_BYTES + 1)
    _, errors = check_agreement(file)
    assert "activities.csv" in str(errors[0])


def test_a_tag_makes_no_object(tmp_path: Path) -> None:
    agreement, _ = check_agreement(write(tmp_path, HEAD + "  source: !!python/object/apply:os.getcwd []\n"))
    assert agreement is None


class TestActivities:
    """activities.csv beside the register."""

    HEADER = "id,parent,level,name,due,bodies,status,as_of,assessor,source\n"

    def test_rows_go_below_their_parents_in_order(self, tmp_path: Path) -> None:
        rows = "s1,t1,step,Sign,,,,,,\nt1,roads,task,Draft,2022-06,council,done,2022-07-01,the office,a.html\n"
        agreement, errors = check_agreement(write(tmp_path, FULL, self.HEADER + rows))
        assert errors == []
        assert agreement is not None
        assert [item.id for item in agreement.walk()] == ["plan", "roads", "t1", "s1"]
        assert agreement.assessments[-1].item == "t1"
        assert agreement.assessments[-1].status is Status.DONE

    @pytest.mark.parametrize(
        ("rows", "lines", "words"),
        [
            ("t1,nowhere,task,Draft,,,,,,\n", [2], "'parent'"),
            ("t1,t2,task,A,,,,,,\nt2,t1,task,B,,,,,,\n", [2], "circle"),
            ("roads,plan,task,A,,,,,,\n", [2], "agreement.yaml"),
            ("t1,plan,task,A,,,,,,\nt1,plan,task,B,,,,,,\n", [3], "line 2"),
            (",plan,task,A,,,,,,\n", [2], "'id'"),
            ("t1,plan,task,,,,,,,\n", [2], "no name"),
            ("t1,plan,task,A,June,,,,,\n", [2], "'due'"),
            ("t1,plan,task,A,,senate,,,,\n", [2], "'bodies'"),
            ("t1,plan,task,A,,,finished,2022-01-01,x,\n", [2], "a status"),
            ("t1,plan,task,A,,,done,,x,\n", [2], "'as_of'"),
            ("t1,plan,task,A,,,,,,,,,\n", [2], "10 cells"),
            ('t1,nowhere,task,"two\nlines",,,,,,\nt2,t1,task,B,,,,,,\n', [2, 4], "refused"),
        ],
    )
    def test_a_row_is_refused_with_its_line_and_the_rest_stay(
        self, tmp_path: Path, rows: str, lines: list[int], words: str
    ) -> None:
        text = self.HEADER + rows + "good,plan,task,Good,,,,,,\n"
        agreement, errors = check_agreement(write(tmp_path, FULL, text))
        assert agreement is not None
        assert "good" in {item.id for item in agreement.walk()}
        assert [error.line for error in errors] == lines
        assert any(words in str(error) for error in errors)
        assert all(error.file and error.file.endswith("activities.csv") for error in errors)

    def test_semicolons_and_names_by_language(self, tmp_path: Path) -> None:
        rows = "id;parent;level;name_fr;name_ru\nt1;plan;task;Rédiger, puis signer;Подготовить\n"
        agreement = load_agreement(write(tmp_path, FULL, rows))
        assert list(agreement.walk())[-1].names == {"fr": "Rédiger, puis signer", "ru": "Подготовить"}

    def test_an_unknown_column_is_named(self, tmp_path: Path) -> None:
        _, errors = check_agreement(write(tmp_path, FULL, "id,parent,level,name,deu\nt1,plan,task,A,2022\n"))
        assert (errors[0].line, errors[0].value, errors[0].remedy) == (1, "deu", "Did you mean 'due'?")

    def test_a_chain_of_ten_thousand_is_refused_not_recursed(self, tmp_path: Path) -> None:
        rows = "".join(f"t{n + 1},{f't{n}' if n else 'plan'},task,A,,,,,,\n" for n in range(10_000))
        agreement, errors = check_agreement(write(tmp_path, FULL, self.HEADER + rows))
        assert agreement is not None
        assert "levels deep" in str(errors[0])
        assert len(errors) + sum(1 for _ in agreement.walk()) == 10_002


RICH = """\
agreement:
  id: accord
  name: {en: Accord}
parties:
  - {id: north, name: {en: North}}
bodies:
  - {id: council, name: {en: Council}}
  - {id: office, name: {en: Office}}
events:
  - {id: in-force, name: {en: Entry into force}, day: 2031-01-01}
  - {id: peace, name: {en: End of hostilities}}
scales:
  - id: matrix
    name: {en: Matrix, fr: Matrice, ru: Матрица}
    grades:
      - {id: none, share: 0}
      - {id: minimum, share: 1-33}
      - {id: intermediate, name: {fr: intermédiaire}, share: 34-66}
      - {id: full, name: {fr: complète}, share: 100}
  - id: scorer
    name: {en: Scorer}
    grades:
      - {id: perfect, status: done, share: 100}
      - {id: early, status: in progress}
      - {id: critical discrepancy, status: at risk}
assessors:
  - {id: institute, name: {en: Institute}, scale: matrix}
  - {id: watch, name: {en: Watch}, scale: scorer, body: office}
items:
  - id: plan
    level: accord
    name: {en: Plan}
    weight: 1
    items:
      - id: roads
        level: provision
        name: {en: Roads, ru: Дороги}
        weight: 2/3
        due_after: {event: in-force, within: P6M}
        bodies: [council]
        cooperating: [office]
        budgets: [{amount: 1500000.50, currency: EUR, period: 2031}]
        acts: [{title: Decree on roads, number: "12", day: 2031-02-03, address: "https://gazette.example/12"}]
        deliverables: [A road]
      - {id: rail, level: provision, name: {en: Rail}, weight: 1/3, depends_on: [roads], due_after: {event: peace, within: P2Y}}
assessments:
  - {item: roads, status: Intermédiaire, as_of: 2031-05-06, assessor: institute, evidence: [doc-1]}
  - {item: roads, status: early, as_of: 2031-05-06, assessor: watch}
  - {item: rail, status: 40 %, as_of: 2031-05-06, assessor: someone else}
  - {item: rail, status: not assessed, as_of: 2031-05-07, assessor: someone else, reason: refused}
"""


def test_terms_money_acts_and_scales_are_read(tmp_path: Path) -> None:
    agreement = load_agreement(write(tmp_path, RICH))
    roads, rail = agreement.items[0].items
    assert (roads.due, rail.due) == (Period.day(date(2031, 7, 1)), None)
    assert rail.due_after == DueAfter("peace", "P2Y")
    assert roads.budgets == (Budget(Fraction("1500000.5"), "EUR", Period.parse("2031")),)
    assert roads.acts == (Act("Decree on roads", "12", Period.parse("2031-02-03"), "https://gazette.example/12"),)
    assert (roads.bodies, roads.cooperating, rail.depends_on) == (("council",), ("office",), ("roads",))
    told = [(one.scale, one.value, one.status.value, one.share and str(one.share)) for one in agreement.assessments]
    assert told == [
        ("matrix", "intermediate", "in progress", "[34, 66]"),
        ("scorer", "early", "in progress", None),
        ("per cent", "40 %", "in progress", "[40, 40]"),
        ("statuses", "not assessed", "not assessed", None),
    ]
    assert agreement.assessments[0].evidence == ("doc-1",)
    assert agreement.assessments[3].reason is Reason.REFUSED


@pytest.mark.parametrize(
    ("before", "after", "shown", "value"),
    [
        ("depends_on: [roads]", "depends_on: [road]", "- {id: rail", "road"),
        ("deliverables: [A road]", "depends_on: [rail]", "- id: roads", "roads → rail → roads"),
        ("weight: 1/3", "weight: 1/4", "- id: plan", "11/12"),
        ("event: peace", "event: war", "- {id: rail", "war"),
        ("within: P6M", "within: six months", "within: P6M", "six months"),
        ("currency: EUR", "currency: euros", "currency: EUR", "euros"),
        ("status: early", "status: late", "status: early", "late"),
        ("scale: matrix", "scale: marks", "scale: matrix", "marks"),
        ("reason: refused", "reason: tired", "reason: refused", "tired"),
        ("share: 34-66", "share: 66-34", "share: 34-66", "66-34"),
        ("cooperating: [office]", "cooperating: [officer]", "- id: roads", "officer"),
    ],
)
def test_what_cannot_be_true_is_shown_with_its_line(
    tmp_path: Path, before: str, after: str, shown: str, value: str
) -> None:
    assert RICH.count(before) == RICH.count(shown) == 1
    fault = only_fault(tmp_path, RICH.replace(before, after))
    assert (fault.line, fault.value) == (RICH[: RICH.index(shown)].count("\n") + 1, value)
    assert fault.remedy


def test_rows_beside_have_weights_money_and_dependencies(tmp_path: Path) -> None:
    rows = (
        "id,parent,level,name,cooperating,depends_on,weight,budget,currency,status,as_of,assessor\n"
        "b1,roads,activity,Survey,office,rail,0.5,2000,EUR,full,2031-06-01,institute\n"
        "b2,roads,activity,Build,,b3,,,,,,\n"
        "b3,roads,activity,Pave,,b2,,,,,,\n"
        "b4,roads,activity,Open,,b9,,,,,,\n"
        "b5,roads,activity,Paint,,,,10,euro,,,\n"
        "b6,roads,activity,Plant,,,,,,perfect,2031-06-01,institute\n"
    )
    agreement, faults = check_agreement(write(tmp_path, RICH, rows))
    assert agreement
    (row,) = agreement.items[0].items[0].items
    assert (row.weight, row.budgets, row.depends_on) == (Fraction(1, 2), (Budget(Fraction(2000), "EUR"),), ("rail",))
    assert agreement.assessments[-1].value == "full"
    assert [(fault.line, fault.value) for fault in faults] == [
        (3, "b2 → b3 → b2"), (5, "b9"), (6, "euro"), (7, "perfect"),
    ]  # fmt: skip


def test_sources_say_what_may_be_shown_of_documents_and_a_licence_of_the_account(tmp_path):
    file = tmp_path / "agreement.yaml"
    file.write_text(
        HEAD + "  licence: CC-BY-4.0\nsources:\n  - {source: news.example, shown: Full text}\n"
        "  - {source: draft-*, shown: nothing, until: 2031-05-01}\n"
    )
    agreement = load_agreement(file)
    assert agreement.licence == "CC-BY-4.0"
    assert agreement.sources == (
        Source("news.example", Disclosure.FULL),
        Source("draft-*", Disclosure.NOTHING, date(2031, 5, 1)),
    )


def test_a_source_shown_in_an_unknown_way_is_refused_with_its_place(tmp_path):
    file = tmp_path / "agreement.yaml"
    file.write_text(HEAD + "sources:\n  - {source: news.example, shown: links}\n")
    _, (fault,) = check_agreement(file)
    assert (fault.line, fault.value) == (5, "links")
    assert str(fault).endswith("Did you mean 'link'?")
