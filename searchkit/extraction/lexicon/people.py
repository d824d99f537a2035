"""Titles, roles and groups: words that show that a name is a person, and often the gender."""

from __future__ import annotations

from searchkit.extraction.lexicon import words

MALE_TITLES = words("""mr mr. sir lord king prince sheikh baron duke father brother monsieur señor herr emperor sultan emir pope bishop
    archbishop imam rabbi mullah ayatollah fr. fr congressman alderman""")
FEMALE_TITLES = words("""mrs mrs. ms ms. miss dame lady queen princess baroness duchess sister madame señora frau empress mother
    congresswoman sheikha""")
HONORIFICS = (
    MALE_TITLES
    | FEMALE_TITLES
    | words("""dr dr. prof prof. professor president vice-president premier chancellor minister secretary senator sen sen. rep
        rep. representative congressman congresswoman governor gov gov. mayor judge justice general gen gen. colonel col
        col. captain capt capt. lieutenant lt lt. sergeant sgt sgt. major maj maj. admiral adm adm. commander cmdr cmdr.
        rev rev. reverend pastor cardinal chief officer detective inspector superintendent constable corporal
        ambassador councillor councilor councilman councilwoman speaker chairman chairwoman chairperson chair attorney
        sheriff deputy director coach pres pres. hon hon. marshal brigadier sens. reps. messrs st. saint crown
        grand ayatollah chief comrade doctor aunt uncle msgr cllr mp mpa mep mk msp mlc comptroller alhaji alhaja hajia haji oba malam
        mallam datuk dato datin puan encik madam shri smt pandit maulana maulvi mufti engr barr adv. sp asp dsp dcp
        igp princess swami lama col. brig brig. ustad advocate-general kyai""")
)

MALE_ROLES = words("""spokesman chairman businessman congressman policeman fireman fisherman salesman nobleman man boy father son brother
    husband uncle nephew grandfather grandson king prince actor widower boyfriend gentleman statesman craftsman
    cameraman councilman anchorman foreman groom dad clergyman priest imam bishop duke waiter host monk guy""")
FEMALE_ROLES = words("""postmistress schoolmistress spokeswoman chairwoman businesswoman congresswoman policewoman woman girl mother daughter sister wife aunt niece
    grandmother granddaughter queen princess actress widow girlfriend lady stateswoman councilwoman waitress hostess
    nun bride mum mom midwife heiress ballerina sportswoman baroness duchess""")

ROLE_MODIFIERS = words(
    """former senior chief deputy state local veteran acting news opposition foreign prime interim then vice assistant junior
    leading top private public general lead principal associate retired fellow presidential defence defense finance health
    national federal regional provincial senior-most newly long-time longtime police government army press media"""
)
"""Words that can be before a role in lower case ("former")."""

TITLE_OF_ABBREVIATION = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "col": "colonel",
    "lt": "lieutenant",
    "capt": "captain",
    "adm": "admiral",
    "brig": "brigadier",
    "sgt": "sergeant",
    "prof": "professor",
    "dr": "doctor",
    "rev": "reverend",
    "cllr": "councillor",
    "pres": "president",
    "engr": "engineer",
    "barr": "barrister",
}
"""Abbreviated title to the full one."""

SPOKESPEOPLE = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokesmen", "spokespeople"})
LEADERS = words("""leader president premier chancellor king queen prime minister emperor monarch head ruler counterpart dictator
    strongman sultan emir oba""")
RELATIVE_ROLES = words("""counterpart colleague predecessor successor rival ally friend neighbour neighbor partner brother sister
    husband wife son daughter father mother""")
"""Roles relative to somebody else."""

MINISTERS = frozenset({"minister", "secretary"})
CHAIRS = frozenset({"chairman", "chairwoman", "chairperson", "chair"})
LAWMAKERS = words("""mp mpa mep mk msp mlc lawmaker senator representative congressman congresswoman legislator parliamentarian mp deputy councillor councilor
    politician""")
EXECUTIVES = frozenset(
    {
        "ceo",
        "executive",
        "chief",
        "boss",
        "founder",
        "co-founder",
        "director",
        "president",
        "head",
        "billionaire",
        "businessman",
        "businesswoman",
        "tycoon",
        "entrepreneur",
    }
)
SCHOLARS = frozenset(
    {
        "professor",
        "researcher",
        "scientist",
        "academic",
        "scholar",
        "lecturer",
        "expert",
        "historian",
        "economist",
        "author",
        "analyst",
    }
)
ROLE_FAMILIES = (SPOKESPEOPLE, LEADERS, MINISTERS, CHAIRS, LAWMAKERS, EXECUTIVES, SCHOLARS)
"""Sets of role nouns that can replace each other ("the Kremlin spokesperson" for a spokesman)."""

ROLES = (
    MALE_ROLES
    | FEMALE_ROLES
    | SPOKESPEOPLE
    | LEADERS
    | MINISTERS
    | CHAIRS
    | LAWMAKERS
    | EXECUTIVES
    | SCHOLARS
    | words("""adviser advisor aide ambassador analyst anchor activist administrator agent architect artist assistant astronaut
        athlete attorney author banker biographer biologist candidate captain carpenter cashier celebrity champion chef chemist
        chieftain clerk coach columnist comedian commander commentator commissioner composer conductor consultant contestant
        contractor controller coordinator correspondent cousin creator critic curator defendant dentist deputy designer
        detective developer diplomat director doctor driver economist editor educator employee engineer entrepreneur envoy
        expert farmer filmmaker firefighter fighter friend gardener general governor graduate guard guide head headteacher
        historian hunter inspector investigator investor journalist judge justice keeper lawyer lecturer librarian lobbyist
        magistrate manager marshal mayor mechanic mediator member merchant meteorologist musician negotiator neighbor neighbour
        nominee novelist nurse observer officer official operator organiser organizer owner painter parent partner pastor
        patient philosopher photographer physician physicist pilot player playwright poet pollster principal prisoner producer
        professor programmer prosecutor psychologist publisher rapper receptionist rector refugee reporter resident
        researcher rival sailor scientist sergeant secretary senator servant sheriff shopkeeper singer skipper soldier
        solicitor speaker star strategist striker student superintendent surgeon survivor teacher technician tenant trader
        trainer treasurer treasury trustee veteran victim volunteer voter warden winner witness worker writer academic
        barrister brewer builder butcher baker cleric colleague columnist creditor customer democrat republican conservative
        liberal frontrunner front-runner incumbent challenger opponent politician mogul magnate billionaire preacher chief
        vice-president vice-chairman whip superintendent ombudsman registrar provost dean chaplain harbourmaster harbormaster
        counsel prosecutors specialist supervisor campaigner beekeeper ferryman potter weaver miner porter
        hydrologist geologist glaciologist postmistress postmaster postman schoolteacher shopkeeper biochemist climatologist
        epidemiologist astronomer archaeologist anthropologist virologist botanist statistician criminologist apprentice pensioner retiree widow survivor sculptor choreographer goalkeeper midfielder defender referee umpire
        colonel lieutenant admiral brigadier constable corporal reverend sheikh pope comptroller
        co-chair co-chairman co-author co-owner obstetrician paediatrician pediatrician psychiatrist cardiologist
        oncologist neurologist radiologist paramedic pharmacist gynaecologist gynecologist dermatologist
        physiotherapist therapist veterinarian electrician plumber welder mathematician sociologist ecologist
        zoologist seismologist volcanologist oceanographer agronomist surveyor auditor banker diplomat blogger vlogger
        youtuber influencer podcaster broadcaster producer screenwriter cinematographer drummer guitarist violinist
        pianist cellist ballerina cyclist sprinter wrestler batsman footballer sailor mountaineer trucker motorist
        cyclist commuter passenger eyewitness onlooker bystander neighbour herder trawlerman vendor stallholder grocer
        florist tailor seamstress blacksmith goldsmith locksmith watchmaker rancher vintner distiller headmaster
        headmistress deputy-general undersecretary vice-minister attaché consul high-commissioner commissar vicar
        monarch imam mufti rabbi lama swami warlord militant dissident exile defector hostage detainee inmate convict
        suspect plaintiff claimant litigant juror notary bailiff coroner pathologist""")
)

GROUPS = words("""officials residents experts analysts witnesses police authorities critics supporters people workers investigators
    prosecutors lawyers doctors scientists researchers economists activists protesters voters lawmakers senators leaders
    sources aides advisers advisors families relatives neighbors neighbours parents teachers students farmers fishermen
    diplomats observers republicans democrats conservatives liberals opponents traders investors executives managers
    engineers firefighters soldiers rebels villagers locals organisers organizers campaigners journalists reporters
    historians ministers members officers detectives rescuers campaigns strategists pollsters others some many
    eyewitnesses dockers customers applicants respondents pickets passengers survivors drivers miners nurses
    governments states countries companies unions banks newspapers media polls studies surveys reports documents records
    figures data americans""")

NAME_PARTICLES = words("""al el bin ibn bint abu van der den de la las los del della di da dos das du von zu zur ter ten le y st. ben af av dal
    do e""")
NAME_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
