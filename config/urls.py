"""Every address of Sightline."""

from django.urls import include, path

from dashboard.admin import admin

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.urls),
    path("", include("dashboard.urls")),
]

handler400 = "dashboard.errors.bad_request"
handler403 = "dashboard.errors.forbidden"
handler404 = "dashboard.errors.not_found"
handler500 = "dashboard.errors.server_error"
