"""What is changed in files or written by the product itself: here to be read only."""

from django.contrib.admin import display, register
from django.contrib.admin.models import LogEntry
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from dashboard.admin.closed import Closed
from dashboard.admin.site import admin
from indicators.areas.models import Area, AreaAlias, AreaChange, Edition, Membership
from indicators.catalogue.models import Indicator, IndicatorText, Series, Source, Theme
from indicators.ledger.models import Batch


@register(Theme, site=admin)
class ThemeAdmin(Closed):
    list_display = ("name", "slug", "order")


@register(Indicator, site=admin)
class IndicatorAdmin(Closed):
    """Its texts are read on its own page, or in each wording below."""

    exclude = ("texts", "aliases")
    list_display = ("name", "theme", "unit", "polarity", "core", "retired_on")
    list_filter = ("theme", "core", "unit", "polarity")
    list_select_related = ("theme",)
    search_fields = ("name", "slug")


@register(IndicatorText, site=admin)
class WordingAdmin(Closed):
    fields = ("indicator", "loaded_at", "sha", "wording")
    list_display = ("indicator", "loaded_at", "sha")
    list_select_related = ("indicator",)
    search_fields = ("indicator__name", "indicator__slug")

    @display(description="wording")
    def wording(self, text: IndicatorText) -> SafeString:
        said = ((key.replace("_", " "), value) for key, value in text.body.items() if value)
        return format_html_join("", "<p><strong>{}</strong>: {}</p>", said)


@register(Series, site=admin)
class SeriesAdmin(Closed):
    list_display = ("indicator", "key", "kind", "relation", "source")
    list_filter = ("kind", "relation", "source")
    list_select_related = ("indicator", "source")
    search_fields = ("indicator__name", "indicator__slug", "key")


@register(Source, site=admin)
class SourceAdmin(Closed):
    list_display = ("name", "publisher", "licence")


@register(Area, site=admin)
class AreaAdmin(Closed):
    list_display = ("code", "name", "kind", "region", "starts", "ends")
    list_filter = ("kind",)
    list_select_related = ("region",)
    search_fields = ("code", "name")


@register(AreaAlias, site=admin)
class AliasAdmin(Closed):
    list_display = ("area", "scheme", "value")
    list_filter = ("scheme",)
    list_select_related = ("area",)
    search_fields = ("value", "area__name")


@register(AreaChange, site=admin)
class ChangeAdmin(Closed):
    list_display = ("old", "new", "on", "kind")


@register(Edition, site=admin)
class EditionAdmin(Closed):
    list_display = ("slug", "published_on", "serves_from")


@register(Membership, site=admin)
class MembershipAdmin(Closed):
    list_display = ("edition", "subject", "member", "place")
    list_filter = ("edition",)
    list_select_related = ("edition", "subject", "member")
    search_fields = ("subject__name", "member__name")


@register(Batch, site=admin)
class BatchAdmin(Closed):
    list_display = ("file_name", "source", "rows", "known_on", "recorded_at", "by")
    list_filter = ("source",)
    list_select_related = ("source", "by")


@register(LogEntry, site=admin)
class RecordAdmin(Closed):
    """Who changed what on these pages."""

    fields = ("action_time", "user", "content_type", "object_repr", "said")
    list_display = ("action_time", "user", "content_type", "object_repr", "said")
    list_filter = ("user",)
    list_select_related = ("user", "content_type")

    @display(description="what was done")
    def said(self, entry: LogEntry) -> str:
        return entry.get_change_message()
