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
