"""Words that stand together without the space between them."""

from normalize.correct.rule import Fixes, Keeps, Phase, Rule
from normalize.correct.spacing.engine import find_spacing
from normalize.correct.spacing.repair import RUN_TOGETHER
from normalize.model import Applicability

RULE = Rule(
    id=RUN_TOGETHER,
    phase=Phase.SPACING,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="Two words stand together without the space between them.",
    why="Scraping and translation lose spaces at links, line ends and sentence ends.",
    safety="Names with inner capitals, code, addresses, models and units are kept; unsure splits are only suggested.",
    examples=(
        Fixes("The key to theDoor of Gold was lost.", "The key to the Door of Gold was lost."),
        Fixes("She spoke ofThe old mill by the weir.", "She spoke of the old mill by the weir."),
        Fixes("An officer ofNATO declined to answer.", "An officer of NATO declined to answer."),
        Keeps("Her iPad and his MacBook ran the same app from the App Store."),
        Keeps("The YouTube film shows an iPhone on eBay."),
        Keeps("Mr McKenzie met his agent at the gate."),
    ),
    find=find_spacing,
    spacing_engine=True,
)
