"""The account can be shown as the record knew it on a day."""

from datetime import date


def shares(project, *day):
    return [int(claim.figure.quantity.value) for claim in project.claims(known_on=date(*day))]


def test_each_day_has_its_own_account(world, on):
    register = world.project.folder / "agreement.yaml"
    on(2024, 1, 10)
    world.write("a.txt", "Anna says: 60% is done.")
    batch = world.project.ingest().batch
    on(2024, 2, 10)
    world.write("a.txt", "Anna says: 74% is done.")
    register.write_text(register.read_text().replace("An agreement", "The agreement"))
    world.project.ingest()
    on(2024, 3, 10)
    world.project.undo(batch)
    on(2024, 4, 10)
    world.project.redo(batch)
    assert shares(world.project, 2024, 1, 9) == []
    assert shares(world.project, 2024, 1, 10) == [60]
    assert shares(world.project, 2024, 2, 9) == [60]
    assert shares(world.project, 2024, 2, 10) == [74]
    assert [document.text[11:14] for document in world.project.documents(date(2024, 1, 31))] == ["60%"]
    assert world.project.progress(known_on=date(2024, 1, 31)).agreement.names["en"] == "An agreement"
    assert world.project.progress(known_on=date(2024, 2, 28)).agreement.names["en"] == "The agreement"


def test_before_the_first_version_no_entry_was_known_whatever_comes_later(world, on):
    register = world.project.folder / "agreement.yaml"
    text = "agreement: {id: a, name: {en: A}}\nitems: [{id: road, level: task, name: {en: Road}}]\n"
    on(2024, 1, 10)
    register.write_text(text)
    world.write("a.txt", "Anna says: 60% is done.")
    world.project.ingest()
    day, later = date(2024, 1, 9), date(2024, 1, 10)
    first = [(one.kind.value, one.item) for one in world.project.changes(day, later)]
    register.write_text(text.replace("road", "rail"))
    world.project.ingest()
    assert list(world.project.register(day)[1].walk()) == []
    assert first == [("added", "road")]
    assert [one.item for one in world.project.changes(day, date(2024, 1, 11))] == ["rail"]
