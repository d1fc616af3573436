"""People, teams and what each may do."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People and teams"

    def ready(self) -> None:
        from accounts import checks  # noqa: F401 (registers the system check)
