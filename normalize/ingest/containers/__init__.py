"""Files that hold many articles: archives, and tables with a column of text. They are read and rewritten as streams."""

from normalize.ingest.containers.kinds import ARTICLE_ENDINGS, CONTAINER_ENDINGS, container_of, holds_many
from normalize.ingest.containers.parts import (
    USUAL_COLUMNS,
    Blank,
    Columns,
    Container,
    Member,
    NoColumnError,
    Place,
    Refusal,
    Replace,
)

__all__ = [
    "ARTICLE_ENDINGS",
    "CONTAINER_ENDINGS",
    "USUAL_COLUMNS",
    "Blank",
    "Columns",
    "Container",
    "Member",
    "NoColumnError",
    "Place",
    "Refusal",
    "Replace",
    "container_of",
    "holds_many",
]
