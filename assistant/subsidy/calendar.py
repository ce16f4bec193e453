"""Windows counted in calendar months.

Convention: n months after a day is the same day of the month n months on, or that month's last day where it has no such
day (2024-08-31 + 6 months is 2025-02-28, 2024-02-29 + 12 months is 2025-02-28). The last day belongs to the window, for
the notice's 内 and 以上 include the number itself.
"""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache


@lru_cache(maxsize=4096)
def add_months(day: dt.date, months: int) -> dt.date:
    """The day `months` calendar months after `day`, clipped to the end of its month.

    Raises:
        OverflowError: the result lies outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError(f"{day} + {months} months")
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def within(start: dt.date, day: dt.date, months: int) -> bool:
    """Whether `day` is no later than the last day of the window that opens on `start`; an earlier day is within."""
    return day <= add_months(start, months)
