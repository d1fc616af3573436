"""What is asked, and from which series it is answered."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "indicators.catalogue"
    verbose_name = "Catalogue"
