"""Words of offices: the portfolios they are named after ("Minister of Foreign Affairs")."""

from __future__ import annotations

from searchkit.extraction.lexicon import words

OF = frozenset({"of", "for"})
"""Words between a title and its office."""
PORTFOLIOS = words("""affairs agriculture aid air animal armed army aviation business care children cities civil climate commerce
    common commons communication communications community construction cooperation co-operation councils culture customs defence
    defense development digital disability disarmament diversity economic economy education elderly electricity
    employment energy enterprise environment equality europe exchequer external families family federal federation finance
    financial fire fisheries food force forces foreign forestry forests gender general government growth health heritage higher home
    housing human immigration industry information infrastructure innovation insurance integration interior internal
    international investment irrigation islamic justice labor labour lands law legal local lords manpower maritime medical
    migration military minerals mines mining national natural navy nuclear nutrition oil opposition parliament
    parliamentary peace pensions people's petroleum planning police ports posts power presidency privatisation
    procurement prosecution prosecutions public railways reconstruction reform reforms refugees regional rehabilitation religious resources revenue
    rights road roads rural safety science security senate services shipping social space sport sports staff state
    steel strategic supplies supply sustainability tax taxation technology telecommunications territorial territories textiles
    tourism town trade training transport transportation treasury universities urban veterans war water welfare wildlife women women's
    work workers works youth logistics mobility ocean oceans seas cybersecurity intelligence hajj endowments minorities
    tribal indigenous cooperatives arts creative design sanitation hygiene media electrification climate""")
