"""The figures, and every revision of them."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def _install_guards(using: str, **kwargs: Any) -> None:
    from indicators.ledger import guards

    guards.install(connections[using])


class LedgerConfig(AppConfig):
    name = "indicators.ledger"
    verbose_name = "Ledger"

    def ready(self) -> None:
        post_migrate.connect(_install_guards, sender=self)
