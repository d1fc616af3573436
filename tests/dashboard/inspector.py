"""The house inspector: what is true of every page, whoever reads it."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from django.http import HttpResponse

from tests.dashboard.markup import Element, read
from tests.data.shipped import DATA

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "blob:"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "form-action": {"'self'"},
    "base-uri": {"'none'"},
    "frame-ancestors": {"'none'"},
}
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "headers")
SLIPS = re.compile(
    r"\bNone\b|\bnan\b|\bundefined\b|\{\{|\}\}|\{%|%\}|Decimal\(|<[A-Z]\w+:|\bdatetime\.|&(amp|lt|gt|quot|#\d+);"
    r"|\bLorem\b|\bTODO\b|\(\)|\[\]|  \.|\.\.(?!\.)| ,"
)
CATALOGUE = [
    tomllib.loads(file.read_text("utf-8")) for file in (DATA / "catalogue").glob("*/*.toml")
]
# What the catalogue counts: adopters, homes, drop-in places.
COUNTED = {one.get("people", "children") for one in CATALOGUE}
# Where the catalogue's own words look like a slip: "None, or a handful for a day or two".
MEANT = [
    text[found.start() :][:12]
    for one in CATALOGUE
    for said in one.values()
    for text in (said if isinstance(said, list) else [said])
    if isinstance(text, str)
    for found in SLIPS.finditer(text)
]
UNITS = re.compile(
    r"%|£|\b(days?|weeks?|months?|working days?|per 10,000|per 100,000|cases? per worker"
    rf"|full-time equivalents?|points?|plans|people|{'|'.join(map(re.escape, COUNTED))})\b"
)
PERIODS = re.compile(r"\b(19|20)\d\d\b")
# Words in the place of a number need no unit.
REASONS = re.compile(
    r"(suppressed|not available|not applicable|not collected|unreliable|rounds to zero|not stated"
    r"|no figure)$"
)


def inspect(response: HttpResponse) -> tuple[Element, list[str]]:
    """An HTML response read as a tree, and everything wrong with it, as sentences."""
    document, structure = read(response.content.decode())
    return document, [
        *structure,
        *headers(response),
        *frame(document),
        *references(document),
        *refused_by_policy(document),
        *forms(document),
        *pictures(document),
        *slips(document),
        *figures(document),
    ]


def faults(response: HttpResponse) -> list[str]:
    return inspect(response)[1]


def headers(response: HttpResponse) -> Iterator[str]:
    if response.status_code == 500:  # made without middleware's help when all else failed
        return
    for name, value in HEADERS.items():
        if response.get(name) != value:
            yield f"header {name} is {response.get(name)!r}"
    given = response.get("Content-Security-Policy", "")
    parts = (one.split() for one in given.split(";") if one.strip())
    if {part[0]: set(part[1:]) for part in parts} != POLICY:
        yield f"Content-Security-Policy is {given!r}"


def frame(document: Element) -> Iterator[str]:
    html = document.children[0]
    if html.get("lang") != "en-GB":
        yield f"language is {html.get('lang')!r}"
    if len(document.all("h1")) != 1:
        yield f"{len(document.all('h1'))} h1"
    elif not document.all("h1")[0].text:
        yield "h1 is empty"
    if len(document.all("main")) != 1:
        yield f"{len(document.all('main'))} main"
    titles = [one for one in document.all("title") if one.parent and one.parent.tag == "head"]
    if len(titles) != 1 or "Sightline" not in "".join(map(str, titles[0].content)):
        yield "no title that names the product"
    levels = [int(one.tag[1]) for one in document.all("h1", "h2", "h3", "h4", "h5", "h6")]
    jumps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
    if jumps:
        yield f"headings jump {jumps}"
    for link in document.all("a"):
        if not _name(link):
            yield f"link to {link.get('href')} says nothing"


def references(document: Element) -> Iterator[str]:
    ids = Counter(one.get("id") for one in document.walk() if "id" in one.attributes)
    yield from (f"id {name!r} stands {number} times" for name, number in ids.items() if number > 1)
    if "" in ids or any(re.search(r"\s", name) for name in ids):
        yield "an id is empty or has a space"
    for element in document.walk():
        wanted = [name for key in REFERENCES for name in element.get(key).split()]
        if element.tag in ("a", "use") and element.get("href").startswith("#"):
            wanted.append(element.get("href")[1:])
        wanted += re.findall(r"url\(#([^)]+)\)", " ".join(element.attributes.values()))
        yield from (f"<{element.tag}> refers to #{name}" for name in wanted if name not in ids)


def refused_by_policy(document: Element) -> Iterator[str]:
    for element in document.walk():
        for name in element.attributes:
            if name == "style" or name.startswith("on"):
                yield f"<{element.tag} {name}=…> is refused by the policy"
        if element.tag == "style":
            yield "<style> is refused by the policy"
        inline = element.tag == "script" and not element.get("src")
        if inline and element.get("type") != "application/json":
            yield "an inline script is refused by the policy"
        address = element.get("src") or (element.tag == "link" and element.get("href")) or ""
        if re.match(r"(https?:)?//", address):
            yield f"{address} is another host's"
        if element.get("href").lower().startswith(("javascript:", "data:")):
            yield f"<{element.tag}> leads to {element.get('href')[:30]}"


def forms(document: Element) -> Iterator[str]:
    for form in document.all("form"):
        tokens = [one for one in form.all("input") if one.get("name") == "csrfmiddlewaretoken"]
        posts = form.get("method").lower() == "post"
        if posts != bool(tokens):
            yield f"form {form.get('action')!r} by {form.get('method')!r} has {len(tokens)} tokens"
        for field in form.all("input", "select", "textarea"):
            if field.get("type") != "hidden" and not _label(document, field):
                yield f"field {field.get('name')!r} has no label"
        for button in form.all("button"):
            if not _name(button):
                yield "a button says nothing"


def pictures(document: Element) -> Iterator[str]:
    for image in document.all("img"):
        if "alt" not in image.attributes:
            yield f"image {image.get('src')} has no alternative"
    for drawing in document.all("svg"):
        hidden = any(one.get("aria-hidden") == "true" for one in (drawing, *drawing.ancestors()))
        named = drawing.get("aria-label") or drawing.get("aria-labelledby")
        if not hidden and not (drawing.get("role") == "img" and named):
            yield "a drawing has neither a name nor is it hidden"


def slips(document: Element) -> Iterator[str]:
    seen = [document.text]
    seen += [one.get(key) for one in document.walk() for key in ("aria-label", "title", "alt")]
    seen += ["".join(map(str, one.content)) for one in document.all("title", "desc")]
    for text in seen:
        yield from (
            f"slip {found.group()!r} in …{text[max(0, found.start() - 30) : found.end() + 30]}…"
            for found in SLIPS.finditer(text)
            if not text[found.start() :].startswith(tuple(MEANT))
        )


def figures(document: Element) -> Iterator[str]:
    """No number without its unit and its date."""
    for component in document.with_class("sl-value"):
        number, when = (
            " ".join(part.text for part in component.with_class(name))
            for name in ("sl-value__number", "sl-value__when")
        )
        said = number.split(": ", 1)[-1]
        if not said:
            yield f"a value says nothing: {component.text!r}"
        elif not UNITS.search(f"{number} {when}") and not REASONS.match(said):
            yield f"a value without a unit: {component.text!r}"
        if not PERIODS.search(when):
            yield f"a value without a date: {component.text!r}"


def _name(element: Element) -> str:
    drawn = [one.get("aria-label") or one.get("alt") for one in element.walk()]
    return element.text or "".join(drawn)


def _label(document: Element, field: Element) -> str:
    own = [one for one in document.all("label") if one.get("for") == field.get("id")]
    around = [one for one in field.ancestors() if one.tag == "label"]
    return field.get("aria-label") or "".join(one.text for one in own + around)
