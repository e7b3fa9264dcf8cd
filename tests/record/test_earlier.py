"""What earlier versions of a page said is kept, and asked for apart."""


def test_an_earlier_version_of_a_page_is_remembered(world):
    world.write("a.txt", "Anna says: 74% is done.")
    world.write("b.txt", "Boris says: 60% is done.")
    world.project.ingest()
    assert world.project.earlier_claims() == []
    world.write("a.txt", "Anna says: 70% is done.")
    world.project.ingest()
    assert {claim.figure.quantity.text for claim in world.project.claims()} == {"70%", "60%"}
    [earlier] = world.project.earlier_claims()
    assert (earlier.figure.quantity.text, earlier.subject) == ("74%", "Programmes 2021-2023")
    assert [document.doc for document in world.project.documents()] == ["a", "b"]
    assert earlier.source == next(claim.source for claim in world.project.claims() if claim.speaker == "Anna")


def test_an_undone_version_is_not_remembered(world):
    world.write("a.txt", "Anna says: 74% is done.")
    first = world.project.ingest()
    world.write("a.txt", "Anna says: 70% is done.")
    world.project.ingest()
    world.project.undo(first.batch)
    assert world.project.earlier_claims() == []
