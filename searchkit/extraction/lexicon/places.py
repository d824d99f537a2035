"""Words of places: countries, capitals that stand for governments, first and last words of place names."""

from __future__ import annotations

from searchkit.extraction.lexicon import words
from searchkit.text.countries import DEMONYM_OF

COUNTRIES = frozenset(DEMONYM_OF) | words(
    "u.s u.s. us usa u.k u.k. uk uae u.n u.n. un eu moscow washington london beijing brussels paris berlin"
)
"""Countries, unions of countries, and capitals that stand for governments."""
PLACE_HEADS = words(
    "new north south east west san santa los las fort mount port lake cape saint st. upper lower central"
)
"""First words of place names ("New York")."""
PLACE_TAILS = words(
    """street avenue road river island islands beach city hills valley sea park square bay county province region ocean airport
    village town coast mountains bridge lane boulevard heights springs creek peninsula desert gulf strait"""
)
"""Last words of place names ("Harbour Street")."""
COUNTRY_TAILS = words("""africa arabia kong rica leone salvador guinea zealand korea states kingdom emirates nations union republic ireland
    wales lanka verde faso islands territory timor asia europe sudan america league coast""")
"""Second and later words of countries' names ("Sri Lanka")."""
COUNTRY_HEADS = words("sri saudi hong costa sierra burkina cape cabo papua trinidad united")
"""First words of countries' names, beside PLACE_HEADS."""
