"""Closed classes of English words: pronouns, determiners, prepositions, conjunctions, auxiliaries, adverbs."""

from __future__ import annotations

from searchkit.extraction.lexicon import words

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "themselves"})
SUBJECT_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "i", "we", "you", "who", "one", "both", "some", "others", "many", "several"}
)
RELATIVES = frozenset({"who", "which", "whom", "whose"})

DETERMINERS = words("""the a an this that these those his her its their our my your some any each every no another both several
    many most all other two three four five six seven eight nine ten dozens hundreds thousands one few""")
POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "your"})
ARTICLES = frozenset({"the", "a", "an"})

PREPOSITIONS = words("""about above across after against along amid among around as at because before behind below beneath beside
    besides between beyond by despite down during except for from in inside into like near of off on onto out outside
    over past per since than through throughout to toward towards under unlike until up upon via with within without
    following regarding concerning including""")
NOUN_JOINERS = frozenset({"of", "for", "in", "at", "from", "with", "on", "to", "near"})
CONJUNCTIONS = words(
    "and or but nor yet so if when while whereas although though because since unless until whether that as where"
)
QUESTION_WORDS = words("whether if how why what when where who which whom whose")

AUXILIARIES = words("""has have had having is was are were be been being am will would can could may might must shall should do does did
    's 've 'd 'll isn't wasn't aren't weren't hasn't haven't hadn't won't wouldn't can't couldn't didn't doesn't don't
    mustn't shouldn't cannot isn’t wasn’t aren’t weren’t hasn’t haven’t hadn’t won’t wouldn’t can’t couldn’t didn’t
    doesn’t don’t mustn’t shouldn’t ’s ’ve ’d ’ll""")
BE = frozenset(
    {"is", "was", "are", "were", "be", "been", "being", "am", "wasn't", "weren't", "isn't", "wasn’t", "isn’t"}
)
NEGATIONS = words("""not never nor neither didn't doesn't don't hasn't haven't hadn't wouldn't won't couldn't can't cannot didn’t doesn’t
    don’t hasn’t haven’t hadn’t wouldn’t won’t couldn’t can’t isn't wasn't isn’t wasn’t""")
ADVERBS = words("""also then later once again still now further even just always never not only already often sometimes soon too
    however thus therefore instead meanwhile first last earlier afterwards afterward ever nonetheless nevertheless
    well rather quite almost perhaps today yesterday tomorrow tonight here there though instead long since""")
TIME_WORDS = words("""monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december today yesterday tomorrow tonight morning afternoon evening night earlier later
    late early week month year weekend midday noon jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec.
    mon. tue. tues. wed. thu. thurs. fri. sat. sun. last next this that recently again""")
CALENDAR = words("""monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december mondays tuesdays wednesdays thursdays fridays saturdays sundays jan. feb. mar. apr. jun.
    jul. aug. sept. sep. oct. nov. dec.""")

FINITE = words("""is was are were will would can could may might must should has have had does did do isn't wasn't aren't weren't
    won't wouldn't can't couldn't didn't doesn't don't isn’t wasn’t aren’t weren’t won’t wouldn’t can’t couldn’t
    didn’t doesn’t don’t 's ’s 're ’re 'd ’d 'll ’ll went came took made got gave knew thought saw left kept began felt
    lost won met ran held led fell rose grew stood sat spoke broke drove brought bought built paid sent spent cut put
    set hit let became found heard sold told caught fought needs need want wants know knows get gets make makes take
    takes go goes come comes seem seems remain remains stay stays""")
"""Word forms that show a finite verb, in addition to regular endings."""

OPENERS = words("""the a an in on at by for from with to of as if when while although though because since after before during
    but and or so yet still however meanwhile then there here this that these those it he she they we i you his her its
    their our my your who what why how where which both some many most several all each every no not only even just
    also now later earlier last next once until unless despite amid under over about according speaking asked instead
    nor neither either perhaps maybe among against between through throughout without within yes well like more less
    much few another other others one two three four five six seven eight nine ten first second third following given
    citing quoting elsewhere moreover furthermore additionally nevertheless nonetheless
    further otherwise thus therefore hence indeed such same today yesterday tomorrow tonight let don't don’t it's it’s
    that's that’s there's there’s he's he’s she's she’s i'm i’m we're we’re they're they’re we've we’ve i've i’ve is are
    was were do does did will would can could should may might must have has had be been being""")
"""Words that can start a sentence and are no names even with a capital."""
