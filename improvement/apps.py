"""What is done about what is found: judgements, recommendations, what leaders lacked."""

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "improvement"
    verbose_name = "Improvement"
