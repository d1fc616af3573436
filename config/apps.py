"""The whole product as one app: the commands that set it up."""

from django.apps import AppConfig


class ConfigApp(AppConfig):
    name = "config"
    verbose_name = "Set-up"
