"""Every address of Sightline."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("", include("dashboard.urls")),
]
