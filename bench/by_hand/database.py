"""Where the hand-written pages keep what is sent: one table, a column for each question, as durable as ours."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import DateTime, Engine, Text, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

from bench.questions import forty

# What `storage/engines.py` sets too; the bench reads both back and prints them.
PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 15000")


class Base(DeclarativeBase):
    pass


def column_of(id: str) -> str:
    """A question's name in Python and in SQL."""
    return id.replace("-", "_")


class Common(Base):
    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    received: Mapped[datetime] = mapped_column(DateTime(), default=lambda: datetime.now(UTC))


Referral: Any = type(
    "Referral",
    (Common,),
    {
        "__tablename__": "referral",
        "__module__": __name__,
        **{column_of(one.id): mapped_column(Text(), nullable=True) for one in forty()},
    },
)


def open_database(path: Path) -> tuple[Engine, sessionmaker[Session]]:
    """An engine and its sessions, with the table made."""
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    Base.metadata.create_all(engine)
    return engine, sessionmaker(engine)
