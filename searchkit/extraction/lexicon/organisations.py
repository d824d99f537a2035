"""Words that show that a name or noun phrase is an organisation, an outlet or a document, not a person."""

from __future__ import annotations

from searchkit.extraction.lexicon import words

ORGANISATIONS = words("""ministry department government office agency authority authorities council committee commission party bank company
    corporation group university college school institute institution association federation union foundation board
    court parliament senate congress house cabinet police army navy force forces military administration bureau service
    services centre center organisation organization network club team league hospital church trust fund society
    campaign coalition alliance movement firm embassy consulate assembly chamber tribunal secretariat presidency palace
    regulator watchdog charity think-tank task-force panel delegation mission junta regime opposition inc. inc corp. corp
    co. ltd. ltd llc plc gmbh holdings industries airlines airways motors energy oil international partners
    laboratories systems technologies technology capital securities insurance brigade regiment district county borough
    chapter strategies solutions networks studios enterprises ventures analytics consulting associates brothers media fbi cia un eu nato who imf opec""")
OUTLETS = words("""times post news herald tribune gazette journal guardian telegraph mail mirror express star chronicle courier
    observer standard independent bulletin dispatch daily weekly today press radio television tv channel broadcaster
    newspaper newspapers magazine agency wire reuters bbc cnn ap afp tass interfax xinhua bloomberg nbc abc cbs fox
    npr msnbc kyodo yonhap dpa anadolu politico mehr irna sana website outlet paper network station programme program
    podcast show review monitor examiner inquirer ledger record sentinel argus echo argus globe sun""")
NEWS_ORGANISATIONS = words(
    "agency newspaper newspapers magazine broadcaster outlet website paper network station channel daily weekly radio tv television"
)
DOCUMENTS = words("""report study survey poll document statement letter lawsuit complaint filing affidavit indictment memo email e-mail
    readout transcript paper article book editorial review audit ruling judgment judgement verdict order bill law
    constitution treaty data figures statistics records results findings analysis research census index communique
    communiqué website site post tweet release notice warrant inquiry investigation polls surveys studies reports
    documents estimates forecast estimate sign banner note account source""")
COMPANIES = words("company firm corporation manufacturer maker operator business group developer bank airline")
FIRM_ROLES = words(
    "producer maker operator owner developer buyer supplier retailer publisher contractor employer lender insurer carrier seller"
)
"""Roles that a firm can have as well as a person."""

PUBLIC_ORGANISATIONS = words(
    "ministry department government office police court parliament senate congress council committee party army"
)
NEVER_COMPANIES = words("""association federation union university college school institute institution foundation church charity
    club league hospital fund society campaign coalition alliance movement embassy assembly chamber tribunal commission
    authority agency watchdog regulator times post news herald tribune gazette journal guardian telegraph chronicle
    courier observer standard dispatch daily weekly newspaper magazine broadcaster website un eu nato""")
"""Organisations that "the company" cannot refer to, in addition to PUBLIC_BODIES."""
GENERAL_ORGANISATIONS = words("group organisation organization body")
"""Nouns that can refer to any organisation that is not public."""
PUBLISHING_VERBS = words(
    "posted published carried released issued broadcast aired printed distributed obtained seen reported"
)
NAME_JOINERS = frozenset({"of", "for", "and", "&"})
HEADS_BEFORE_OF = words(
    """minister secretary head president university house republic chamber board bureau court king queen prince princess duke
    ministry department bank council institute college school office association church bishop archbishop kingdom city
    academy society library museum federation union state governor speaker"""
)
"""Nouns that "of" can follow inside a name."""

FIRM_SUFFIXES = words("plc inc inc. ltd ltd. llc gmbh corp. co.")
FIRM_ENDINGS = words("""sa ag nv bv ab asa spa kk tbk bhd pte pty pvt jsc pjsc se logistics petroleum resources minerals mining steel
    railway railways rail shipping telecom pharma pharmaceuticals foods chemicals electronics electric holding
    robotics biotech software semiconductors ports terminals breweries cement textiles mills mobile""")
"""Last words of firms' names only."""
FIRM_HEADS = words(
    "pt manufacture maison groupe grupo gruppo société societe compagnie compania companhia banque banco banca cantieri werke"
)
"""First words of firms' names."""
FIRM_TAILS = words("sons daughter daughters co co. partners brothers associates company")
