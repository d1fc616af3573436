"""The pages' addresses: part of the product."""

from django.urls import path

from dashboard.views import (
    all_targets,
    answer,
    catalogue,
    council,
    entry,
    gallery,
    health,
    indicator,
    notes,
    overview,
    reconciliation,
    report,
    returns,
    review,
    scorecard,
    target,
    theme,
    trail,
)

urlpatterns = [
    path("", overview.page, name="overview"),
    path("themes/<slug:slug>/", theme.page, name="theme"),
    path("indicators/", catalogue.page, name="catalogue"),
    path("indicators/<slug:slug>/", indicator.page, name="indicator"),
    path("indicators/<slug:slug>/chart.svg", indicator.svg, name="indicator-svg"),
    path("indicators/<slug:slug>/figures.csv", indicator.csv_file, name="indicator-csv"),
    path("indicators/<slug:slug>/targets/", target.page, name="targets"),
    path("indicators/<slug:slug>/notes/", notes.page, name="notes"),
    path("scorecard/", scorecard.page, name="scorecard"),
    path("scorecard/scorecard.csv", scorecard.csv_file, name="scorecard-csv"),
    path("scorecard/scorecard.xlsx", scorecard.xlsx_file, name="scorecard-xlsx"),
    path("targets/", all_targets.page, name="all-targets"),
    path("returns/", returns.page, name="returns"),
    path("returns/<int:pk>/", entry.page, name="return"),
    path("returns/<int:pk>/review/", review.page, name="return-review"),
    path("returns/<int:pk>/answer/", answer.page, name="return-answer"),
    path("returns/<int:pk>/trail/", trail.page, name="return-trail"),
    path("report/", report.page, name="report"),
    path("reconciliation/", reconciliation.page, name="reconciliation"),
    path(
        "reconciliation/reconciliation.csv", reconciliation.csv_file, name="reconciliation-csv"
    ),
    path("council/logo", council.logo, name="council-logo"),
    path("council/colour.css", council.colour, name="council-colour"),
    path("gallery/", gallery.page, name="gallery"),
    path("healthz", health.alive, name="healthz"),
]
