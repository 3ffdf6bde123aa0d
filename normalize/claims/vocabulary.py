"""Word tables of the comparisons. Each is a class of meaning with its reason, not a list of sentences.

Lemmas, lower case. A verb with a particle is written `take over`; `invest/in` takes its object from the
preposition; a leading `-` turns the direction round.
"""

from __future__ import annotations

from normalize.claims.words import listed, stem, stem_of_lemma

#: Relations that cannot well hold both ways at one time: whoever owns is not owned by what it owns.
RELATION_VERBS: dict[str, str] = {
    "fund": "fund",
    "finance": "fund",
    "bankroll": "fund",
    "subsidise": "fund",
    "subsidize": "fund",
    "sponsor": "fund",
    "invest/in": "fund",
    "inject/into": "fund",
    "pour/into": "fund",
    "pump/into": "fund",
    "plough/into": "fund",
    "buy": "own",
    "acquire": "own",
    "purchase": "own",
    "own": "own",
    "take over": "own",
    "buy out": "own",
    "swallow up": "own",
    "snap up": "own",
    "hold/in": "own",
    "hold/of": "own",
    "own/of": "own",
    "sue": "sue",
    "file/against": "sue",
    "prosecute": "sue",
    "supply": "supply",
    "supply/to": "supply",
    "deliver/to": "supply",
    "lend": "lend",
    "lend/to": "lend",
    "borrow/from": "-lend",
    "sell/to": "sell",
    "buy/from": "-sell",
    "purchase/from": "-sell",
    "employ": "employ",
    "hire": "employ",
    "succeed": "succeed",
    "replace": "succeed",
    "beat": "beat",
    "defeat": "beat",
    "thrash": "beat",
    "trounce": "beat",
    "overcome": "beat",
    "eliminate": "beat",
    "outclass": "beat",
    "knock out": "beat",
    "see off": "beat",
    "edge out": "beat",
    "lose/to": "-beat",
    "lease/to": "lease",
    "lease/from": "-lease",
    "rent/from": "-lease",
    "license/to": "license",
    "found": "found",
    "underwrite": "fund",
    "endow": "fund",
    "donate/to": "fund",
    "control": "own",
    "absorb": "own",
    "gobble up": "own",
    "sell/from": "-sell",
    "export/to": "sell",
    "import/from": "-sell",
    "order/from": "-supply",
    "place/with": "-supply",
    "source/from": "-supply",
    "ship/to": "supply",
    "loan/to": "lend",
    "advance/to": "lend",
    "owe/to": "-lend",
    "owe": "-lend",
    "let/to": "lease",
    "rent/to": "lease",
    "hand over/to": "-succeed",
    "recruit": "employ",
    "rout": "beat",
    "crush": "beat",
    "stun": "beat",
    "upset": "beat",
    "outplay": "beat",
    "overpower": "beat",
    "dethrone": "beat",
    "win/against": "beat",
    "prevail/over": "beat",
    "triumph/over": "beat",
    "lose/against": "-beat",
    "go down/to": "-beat",
    "fall/to": "-beat",
    "succumb/to": "-beat",
    "overtake": "pass",
    "surpass": "pass",
    "outsell": "pass",
    "outstrip": "pass",
    "outnumber": "pass",
    "teach": "teach",
    "coach": "teach",
    "mentor": "teach",
    "rescue": "rescue",
    "arrest": "arrest",
    "kill": "kill",
    "extradite/to": "extradite",
}
#: The verbs that may state one of these relations, by themselves or with what follows ("take over", "drag to court").
RELATING = frozenset(key.split("/")[0].split()[0] for key in RELATION_VERBS) | {"sell", "take", "drag", "haul"}
#: Nouns of the same relations, with the preposition of the one it is done to.
RELATION_NOUNS: dict[str, str] = {
    "takeover/of": "own",
    "acquisition/of": "own",
    "purchase/of": "own",
    "buyout/of": "own",
    "owner/of": "own",
    "ownership/of": "own",
    "subsidiary/of": "-own",
    "parent/of": "own",
    "lawsuit/against": "sue",
    "suit/against": "sue",
    "investment/in": "fund",
    "investor/in": "fund",
    "funder/of": "fund",
    "backer/of": "fund",
    "financier/of": "fund",
    "sponsor/of": "fund",
    "supplier/to": "supply",
    "loan/to": "lend",
    "victory/over": "beat",
    "win/over": "beat",
    "defeat/of": "beat",
}
#: How a relation reads in a message.
RELATION_WORDS = {
    "fund": "funds",
    "own": "buys or owns",
    "sue": "sues",
    "supply": "supplies",
    "lend": "lends to",
    "sell": "sells to",
    "employ": "employs",
    "succeed": "succeeds",
    "beat": "beats",
    "lease": "leases to",
    "license": "licenses to",
    "found": "founded",
    "pass": "overtakes",
    "teach": "teaches",
    "rescue": "rescues",
    "arrest": "arrests",
    "kill": "kills",
    "extradite": "extradites to",
}
#: Common nouns that stand for the organisation whose name they carry ("the Arden group", "the Arden project").
CARRIERS = listed(
    "project company group firm bank programme program scheme consortium fund club team union party agency authority "
    "ministry council board airline maker retailer chain venture developer operator trust foundation university "
    "yard shipyard studio label publisher brewery brewer lender insurer manufacturer builder works mill hospital "
    "school museum orchestra theatre "
    "theater station newspaper magazine network broadcaster charity society league federation "
    "association institute laboratory lab office hotel farm winery distillery brand startup arm division subsidiary "
    "carmaker planemaker chipmaker shipowner miner producer supplier distributor giant family"
)

#: States in which nothing has changed, as they stand after "is", "remains", "leaves it".
SAME_STATES = (
    "unchanged",
    "unaltered",
    "intact",
    "the same",
    "as it was",
    "as they were",
    "as it is",
    "as they are",
    "as before",
    "untouched",
)
#: States in which an arrangement goes on; they clash only with its end.
GOING_STATES = ("in force", "in effect", "in place", "in operation", "valid", "binding")
CHANGE_VERBS = listed(
    "change alter adjust amend revise modify cut raise lower increase reduce trim slash halve double triple hike "
    "overhaul rewrite reform redraw renegotiate extend shorten expand widen narrow tighten loosen relax "
    "drop scrap abolish replace lift touch"
)
#: Verbs whose subject is what changes.
SHIFT_VERBS = listed("change rise fall increase decrease climb drop decline jump grow shrink double halve widen narrow")
CHANGE_NOUNS = listed(
    "change alteration adjustment amendment revision modification cut rise increase reduction hike overhaul reform "
    "fall drop decrease"
)
#: Verbs by which somebody leaves a thing as it is.
STEADY_VERBS = listed("keep maintain retain reaffirm reiterate uphold preserve freeze")
END_VERBS = listed("end terminate cancel scrap abandon annul revoke rescind dissolve expire lapse quit tear")
#: Verbs that change what they are done to by ending it.
LIFTING = listed("lift drop scrap abolish repeal remove")
END_NOUNS = listed("end termination cancellation expiry annulment revocation dissolution")
#: Words for an arrangement between two parties: one text uses several of them for one thing.
ARRANGEMENTS = listed(
    "relationship partnership agreement cooperation collaboration alliance contract pact accord deal arrangement tie "
    "treaty"
)

#: Decisions, each with its opposite by the sign: +1 lets the thing go ahead, -1 stops it.
DECISIONS: dict[str, int] = {
    "approve": 1,
    "accept": 1,
    "back": 1,
    "endorse": 1,
    "ratify": 1,
    "authorise": 1,
    "authorize": 1,
    "permit": 1,
    "allow": 1,
    "grant": 1,
    "adopt": 1,
    "pass": 1,
    "clear": 1,
    "legalise": 1,
    "legalize": 1,
    "uphold": 1,
    "reject": -1,
    "refuse": -1,
    "veto": -1,
    "block": -1,
    "ban": -1,
    "forbid": -1,
    "prohibit": -1,
    "deny": -1,
    "decline": -1,
    "oppose": -1,
    "vote down": -1,
    "throw out": -1,
    "turn down": -1,
    "strike down": -1,
    "overturn": -1,
    "quash": -1,
    "dismiss": -1,
    "wave through": 1,
    "sign off": 1,
    "green-light": 1,
    "sanction": 1,
    "licence": 1,
    "license": 1,
    "confirm": 1,
    "shoot down": -1,
    "rule out": -1,
    "knock back": -1,
    "spurn": -1,
    "rebuff": -1,
    "scotch": -1,
    "outlaw": -1,
}
#: Decisions whose object a preposition brings.
DECISIONS_ON: dict[str, int] = {
    "agree/to": 1,
    "consent/to": 1,
    "assent/to": 1,
    "vote/for": 1,
    "vote/against": -1,
    "decide/against": -1,
    "decide/for": 1,
    "rule/against": -1,
    "come out/against": -1,
    "object/to": -1,
}
#: What goes on, and what stops. Of those of `OF_ONESELF` the subject is meant even where there is an object.
GOING_ON: dict[str, int] = {
    **dict.fromkeys(
        (
            *("continue", "proceed", "resume", "persist", "remain", "stay", "survive", "last", "extend", "renew"),
            *(
                "prolong",
                "retain",
                "keep",
                "carry on",
                "go on",
                "go ahead",
                "keep on",
                "stay on",
                "stay open",
                "run on",
            ),
            *("push ahead", "press ahead", "hold on", "stick/to", "preserve", "maintain", "save", "reinstate"),
        ),
        1,
    ),
    **dict.fromkeys(
        (
            *("stop", "halt", "suspend", "end", "terminate", "cease", "scrap", "cancel", "abandon", "shelve", "drop"),
            *("close", "shut", "leave", "quit", "resign", "retire", "withdraw", "discontinue", "axe", "abolish"),
            *("call off", "step down", "stand down", "bow out", "pull out", "wind up", "shut down", "close down"),
            *(
                "break off",
                "give up",
                "lay off",
                "dissolve",
                "freeze",
                "postpone",
                "depart",
                "demolish",
                "move",
                "relocate",
            ),
        ),
        -1,
    ),
}
OF_ONESELF = frozenset({"leave", "quit", "resign", "retire", "remain", "stay", "step down", "stand down", "bow out"})
#: Who owns up to something, and who does not.
ADMITTING: dict[str, int] = {"confess": 1, "admit": 1, "own up": 1, "deny": -1, "contest": -1, "dispute": -1}
#: Verbs that only carry a noun of an act: "lodge an appeal" is to appeal, "give a warning" is to warn.
SUPPORT = listed("give issue make hold lodge file bring put offer provide pay take raise launch submit sound grant run")
DECISION_NOUNS: dict[str, int] = {
    "approval": 1,
    "acceptance": 1,
    "endorsement": 1,
    "ratification": 1,
    "adoption": 1,
    "permission": 1,
    "rejection": -1,
    "refusal": -1,
    "veto": -1,
    "ban": -1,
    "dismissal": -1,
}
#: Every noun that names an event which some comparison takes up; the others are not read as events at all.
EVENT_NOUNS = CHANGE_NOUNS | END_NOUNS | frozenset(DECISION_NOUNS) | {key.partition("/")[0] for key in RELATION_NOUNS}
#: Acts that exclude each other when one story tells both of one thing.
OPPOSED = frozenset(
    frozenset(map(stem_of_lemma, pair.split("/")))
    for pair in listed(
        "accept/refuse accept/reject accept/decline open/close open/shut rise/fall increase/decrease increase/fall "
        "rise/drop rise/decline grow/shrink win/lose pass/fail succeed/fail survive/die arrive/leave join/leave "
        "appoint/dismiss hire/dismiss convict/acquit praise/criticise support/oppose back/oppose include/exclude "
        "strengthen/weaken gain/lose expand/shrink arrest/release start/stop begin/end confirm/deny admit/deny "
        "tighten/relax tighten/ease widen/narrow raise/lower raise/cut import/export sink/float find/lose plead/deny "
        "fill/empty build/demolish save/waste recover/die agree/refuse resume/suspend reopen/close"
    )
)
#: Verbs by which something comes to somebody: "receive no pay" denies that they are paid.
RECEIVING = listed("receive get obtain")
#: Words that limit something to those named after them.
LIMITING = ("only to", "only for", "limited to", "restricted to", "reserved for", "exclusively to", "exclusively for")
#: What those may do who have access to something.
ACCESS_VERBS = listed("claim use join enter buy attend apply visit watch borrow rent vote receive get")


def _classes(table: str) -> dict[str, str]:
    """`class: word word …` a line, as a lookup from each word's stem to its class."""
    found: dict[str, str] = {}
    for line in table.strip().splitlines():
        name, _, members = line.partition(":")
        found |= {stem(member): name for member in members.split()}
    return found


#: Words for one measure. Two words stand in one class only if a newsroom would swap them for one figure.
MEASURES = _classes(
    """
cost: cost costs price fee bill budget spend spending outlay worth value valued priced pay fetch
cost: investment invest funding
revenue: revenue revenues sales turnover
profit: profit profits earnings income
loss: loss losses
staff: employ employs employees staff workforce headcount
debt: debt borrowing owe owed
loan: loan borrow borrowed lend
turnout: turnout
population: population inhabitants residents
length: length long
height: height high tall
depth: depth deep
width: width wide
area: area
weight: weight weigh
capacity: capacity
attendance: attendance spectators crowd watched
death: dead death deaths killed died victims fatalities toll
sentence: prison jail imprisonment sentence
injury: injured injuries wounded hurt
"""
)
#: Verbs that by themselves name what their figure measures ("sell" does not: it takes numbers and money).
MEASURING_VERBS = frozenset(
    map(stem, listed("cost employ borrow owe spend value price weigh invest kill injure wound fetch"))
)
#: Words that tell one thing of a kind from another: figures that differ in them are of two things.
TELLING = frozenset(
    map(
        stem,
        listed(
            "old former previous earlier original first second third last next north south east west northern southern "
            "eastern western upper lower male female adult youth domestic foreign gross net daily weekly monthly annual"
        ),
    )
)
#: One act under several names, by the lemma of its verb (with its particle) or its noun.
ACTS = {
    stem_of_lemma(member) if " " not in member else member: stem_of_lemma(group[0])
    for group in (
        ("begin", "start", "commence"),
        ("found", "establish", "incorporate"),
        ("discover", "find", "unearth", "discovery"),
        ("open", "inaugurate", "inauguration"),
        ("die", "pass away"),
        ("complete", "finish", "completion"),
        ("land", "touch down", "set down", "landing"),
        ("arrive", "reach", "arrival", "come ashore", "make landfall", "come in"),
        ("marry", "wed", "wedding", "marriage"),
        ("close", "shut", "closure"),
        ("arrest", "detain"),
        ("resign", "step down", "resignation"),
        ("sink", "go down"),
        ("launch", "lift off", "blast off"),
    )
    for member in group
}


def act(verb: str, particle: str = "") -> str:
    """The stem under which an act is known, whatever verb tells it; for other verbs their own stem."""
    plain = stem_of_lemma(verb)
    return ACTS.get(f"{verb} {particle}") or ACTS.get(plain, plain)


#: Verbs and nouns of a rise and of a fall.
RISING = listed("rise increase climb grow jump gain raise hike soar surge growth improve advance expand add")
FALLING = listed(
    "fall decrease drop decline cut reduce lower shrink slump slip plunge reduction lose trim slash slide dip"
)
#: Verbs with a particle that some table knows: what stands behind the particle is their object.
PHRASAL = frozenset(key for table in (RELATION_VERBS, DECISIONS, GOING_ON) for key in table if " " in key) | {
    "set up",
    "put off",
    "put up",
    "take up",
    "carry out",
    "give up",
    "send out",
    "bring in",
    "buy up",
    "pay off",
    "close down",
    "lay off",
    "hand over",
    "tear down",
    "pull down",
    "break up",
    "make up",
    "pick up",
    "turn out",
    "shut off",
    "cut off",
    "cut back",
    "scale back",
    "buy back",
    "pay back",
    "give back",
    "bring back",
    "win back",
}
