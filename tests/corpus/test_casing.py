import pytest

from searchkit.corpus.casing import decapitalise


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("ERBIL", "Erbil"),
        ("SAN JOSÉ, Costa Rica", "San José, Costa Rica"),
        ("PORT-AU-PRINCE", "Port-au-Prince"),
        ("ST. LOUIS, MO", "St. Louis, MO"),
        ("CASS CITY, MICH.", "Cass City, Mich."),
        ("WASHINGTON, D.C.", "Washington, D.C."),
        ("WASHINGTON DC", "Washington DC"),
        ("N'DJAMENA", "N'Djamena"),
        ("ST JOHN’S", "St John’s"),
        ("DE AAR", "De Aar"),
        ("al-HASAKAH", "al-Hasakah"),
        ("J.R.R. AMBLER JR.", "J.R.R. Ambler Jr."),
        ("MARY O'NEIL-MCBRIDE", "Mary O'Neil-McBride"),
        ("Ada Lovelace", "Ada Lovelace"),
        ("", ""),
    ],
)
def test_capitals_are_made_small(printed: str, written: str) -> None:
    assert decapitalise(printed) == written
