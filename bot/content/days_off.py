"""Days without school: public holidays, and school holidays by calendar (`days_off.yaml`)."""

from datetime import date


def day_off(day: date, zone: str, calendar: str) -> bool:
    """Whether there is no school that day, for a public holiday or school holidays; weekends do not count.

    `zone` is the IANA name of the school's time zone, which tells its local holidays; `calendar` names its
    school holidays, '' when unknown.
    """
    raise NotImplementedError
