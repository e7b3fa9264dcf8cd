"""Faults, refusals, remarks and problems in the language that is asked for, by option or environment."""

import pytest

NO_PROJECT = {
    "en": "This folder holds no Servanda project.",
    "fr": "Ce dossier ne contient pas de projet Servanda.",
    "ru": "В этой папке нет проекта Servanda.",
}
REFUSED = {
    "en": "The column 'value' holds no number. Found 'many'.",
    "fr": "La colonne «\u00a0value\u00a0» ne contient pas de nombre. Valeur trouvée\u00a0: «\u00a0many\u00a0».",
    "ru": "В столбце «value» нет числа. Указано: «many».",
}
DAMAGED = {
    "en": "register version 1: its files are not those that were kept: the digest differs",
    "fr": ("version 1 du registre\u00a0: ses fichiers ne sont pas ceux qui ont été gardés\u00a0: l’empreinte diffère"),
    "ru": "версия реестра 1: файлы не те, что были сохранены: контрольная сумма другая",
}


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_a_wrong_call_is_told_in_the_language_asked_for(servanda, lang):
    asked = servanda("check", f"--lang={lang}")
    assert asked.stderr.startswith(f"servanda: {NO_PROJECT[lang]}")
    assert servanda("check", env={"LANG": f"{lang}_XX.UTF-8"}).stderr == asked.stderr


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
def test_refusals_and_problems_are_told_in_the_language_asked_for(servanda, project, lang, change_record):
    imported = servanda("import", "claims", "claims/t.tsv", "--lang", lang, cwd=project)
    assert f"claims/t.tsv:4: {REFUSED[lang]}" in imported.stderr
    told = " ".join(servanda("report", "--lang", lang, cwd=project).stdout.split())
    assert " ".join(REFUSED[lang].split()) in told and told.count("t.tsv:4") == 1
    change_record(project, "UPDATE record_registerversion SET files = '{}'")
    checked = servanda("check", "--lang", lang, cwd=project)
    assert (checked.returncode, checked.stdout.splitlines()) == (3, [DAMAGED[lang]])
