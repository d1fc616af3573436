"""Django's admin for the council's own decisions; what files say is there to be read."""

from dashboard.admin import breaks, notes, owners, people, reading, seats, targets
from dashboard.admin.site import admin

__all__ = ["admin", "breaks", "notes", "owners", "people", "reading", "seats", "targets"]
