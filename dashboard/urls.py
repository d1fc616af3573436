"""The pages' addresses: part of the product."""

from django.urls import path

from dashboard.views import (
    all_targets,
    answer,
    entry,
    health,
    indicator,
    overview,
    returns,
    review,
    target,
    theme,
    trail,
)

urlpatterns = [
    path("", overview.page, name="overview"),
    path("themes/<slug:slug>/", theme.page, name="theme"),
    path("indicators/<slug:slug>/", indicator.page, name="indicator"),
    path("indicators/<slug:slug>/chart.svg", indicator.svg, name="indicator-svg"),
    path("indicators/<slug:slug>/figures.csv", indicator.csv_file, name="indicator-csv"),
    path("indicators/<slug:slug>/targets/", target.page, name="targets"),
    path("targets/", all_targets.page, name="all-targets"),
    path("returns/", returns.page, name="returns"),
    path("returns/<int:pk>/", entry.page, name="return"),
    path("returns/<int:pk>/review/", review.page, name="return-review"),
    path("returns/<int:pk>/answer/", answer.page, name="return-answer"),
    path("returns/<int:pk>/trail/", trail.page, name="return-trail"),
    path("healthz", health.alive, name="healthz"),
]
