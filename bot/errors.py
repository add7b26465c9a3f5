"""Every error Tremplin raises on purpose; what a person reads of it comes from a template, not from here."""


class TremplinError(Exception):
    """Something went wrong in a way we foresaw."""


class SettingsError(TremplinError):
    """A setting is missing or wrong; the message says which and what to write instead."""


class ContentError(TremplinError):
    """The item bank is broken; the message names file, line, what is wrong and what to do."""


class BankError(TremplinError):
    """The engine was given a bank or an answer that makes no sense (slope <= 0, unknown item, NaN)."""


class StoreUnavailable(TremplinError):
    """The database cannot be reached or written just now; the same turn may succeed later."""


class BadButton(TremplinError):
    """A button's data is not one we make: forged, or from a version long gone."""


class NotAllowed(TremplinError):
    """The person has no right to this, or it does not exist: both are told alike."""
