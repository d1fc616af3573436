"""What each team owes for a period: entered by one person, signed by another."""

from django.apps import AppConfig

from indicators.ledger.kept import Kept, keep

# Nothing goes back to an earlier version, and nothing is retyped once it is published.
ENTRY_CLOSED = (
    "(NEW.version < OLD.version OR EXISTS (SELECT 1 FROM returns_section s "
    "WHERE s.id = OLD.section_id AND s.state = 'published'))"
)


class ReturnsConfig(AppConfig):
    name = "indicators.returns"
    verbose_name = "Returns"

    def ready(self) -> None:
        from indicators.ledger import verification
        from indicators.returns import replay, verbs
        from indicators.returns.models import (
            Commentary,
            Entry,
            Event,
            Quality,
            Return,
            Section,
        )

        keep(
            Return,
            Kept(changeable=("opens", "due"), unique_when={"return_once": "{0}.kind = 'due'"}),
        )
        keep(Section, Kept(changeable=("state",), closed="OLD.state = 'published'"))
        typed = (*verbs.TYPED, "version", "typed_by_id", "typed_at")
        keep(Entry, Kept(changeable=typed, closed=ENTRY_CLOSED))
        keep(Event, Kept(unique_when={"event_version_once": "{0}.verb = 'save'"}))
        keep(Commentary, Kept())
        keep(Quality, Kept())
        verification.also(replay.faults)
