"""The pages of staff, behind a login."""

from assistant.web.staff.desk import Desk
from assistant.web.staff.door import door_router, guard, member
from assistant.web.staff.page import build_staff

__all__ = ["Desk", "build_staff", "door_router", "guard", "member"]
