"""The figures, and every revision of them."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from indicators.ledger.kept import Kept, keep


def _install_guards(using: str, **kwargs: Any) -> None:
    from indicators.ledger import guards

    guards.install(connections[using])


def _remove_guards(using: str, plan: list[Any], **kwargs: Any) -> None:
    from indicators.ledger import guards

    if plan:
        guards.remove(connections[using])


class LedgerConfig(AppConfig):
    name = "indicators.ledger"
    verbose_name = "Ledger"

    def ready(self) -> None:
        from indicators.ledger.models import AuditLink, Batch, Observation

        keep(
            Observation,
            Kept(
                changeable=("is_current",),
                closed="(NEW.is_current AND NOT OLD.is_current)",
                unique_when={"observation_current_once": "{0}.is_current"},
            ),
        )
        keep(
            Batch,
            Kept(
                changeable=("withdrawn_at", "withdrawn_by_id", "withdrawn_why"),
                closed="OLD.withdrawn_at IS NOT NULL",  # withdrawn once
            ),
        )
        keep(AuditLink, Kept(vouched=False))
        pre_migrate.connect(_remove_guards, sender=self)
        post_migrate.connect(_install_guards, sender=self)
