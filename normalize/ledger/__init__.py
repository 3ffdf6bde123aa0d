"""The ledger: what people said about findings, kept for good, and where every finding stands."""

from normalize.ledger.carry import Carried, carry
from normalize.ledger.event import RULINGS, Event, Kind, Place, Ruling
from normalize.ledger.lines import event_object, read_lines, write_lines
from normalize.ledger.log import COLUMNS, Wanted, csv_lines, log_rows
from normalize.ledger.state import Standing, State, standing, standings, touching, undone
from normalize.ledger.store import Ledger, LostRaceError, ledger_url, open_ledger, sqlite_url

__all__ = [
    "COLUMNS",
    "RULINGS",
    "Carried",
    "Event",
    "Kind",
    "Ledger",
    "LostRaceError",
    "Place",
    "Ruling",
    "Standing",
    "State",
    "Wanted",
    "carry",
    "csv_lines",
    "event_object",
    "ledger_url",
    "log_rows",
    "open_ledger",
    "read_lines",
    "sqlite_url",
    "standing",
    "standings",
    "touching",
    "undone",
    "write_lines",
]
