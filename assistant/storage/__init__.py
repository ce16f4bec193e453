"""What is kept beside the conversations themselves: turns, reports, shared answers, staff, the switch."""

from assistant.storage.accounts import Accounts
from assistant.storage.database import DatabaseError, open_database
from assistant.storage.queue import Item, Queue
from assistant.storage.records import Kind, Reason, Records
from assistant.storage.statistics import Statistics, statistics
from assistant.storage.switch import Switch, Switched

__all__ = [
    "Accounts",
    "DatabaseError",
    "Item",
    "Kind",
    "Queue",
    "Reason",
    "Records",
    "Statistics",
    "Switch",
    "Switched",
    "open_database",
    "statistics",
]
