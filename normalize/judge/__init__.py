"""An optional second opinion on conflicts that were found, from an OpenAI-compatible model; off by default."""

from normalize.judge.address import check_judge, host, is_on
from normalize.judge.run import Judged, judge

__all__ = ["Judged", "check_judge", "host", "is_on", "judge"]
