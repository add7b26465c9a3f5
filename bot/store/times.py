"""Times as the database keeps them: UTC milliseconds since 1970."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(at: datetime) -> int:
    """The moment in milliseconds, exactly, rounded down; TypeError when it is not aware."""
    return (at - _EPOCH) // _MILLISECOND


def from_ms(ms: int) -> datetime:
    """The moment, aware, in UTC."""
    return _EPOCH + ms * _MILLISECOND
