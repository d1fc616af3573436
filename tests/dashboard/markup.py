"""A strict reader of our own HTML: a tree of elements, and every fault of its structure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
BLOCK = frozenset(
    [
        "article",
        "aside",
        "blockquote",
        "details",
        "dialog",
        "div",
        "dl",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ]
)
WORDS_ONLY = frozenset(
    ["a", "button", "h1", "h2", "h3", "h4", "label", "p", "span", "strong", "summary"]
) - {"a"}
INSIDE = {
    "ul": {"li", "template", "script"},
    "ol": {"li", "template", "script"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    "select": {"option", "optgroup"},
}
INTERACTIVE = frozenset(["a", "button", "input", "label", "select", "summary", "textarea"])
UNSEEN = frozenset(["head", "script", "style", "template", "title", "desc"])
# Between these and what follows a reader sees white space.
APART = BLOCK | {"li", "td", "th", "dt", "dd", "option", "br", "caption", "text"}


@dataclass(eq=False)
class Element:
    """An element with its attributes, its elements and texts in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: "Element | None" = None
    content: list["Element | str"] = field(default_factory=list)
    children: list["Element"] = field(default_factory=list)

    def append(self, one: "Element | str") -> None:
        self.content.append(one)
        if isinstance(one, Element):
            self.children.append(one)

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def walk(self) -> Iterator["Element"]:
        """This element and all in it, in their order; by a list, as pages are large."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(reversed(one.children))

    def all(self, *tags: str) -> list["Element"]:
        return [one for one in self.walk() if one.tag in tags]

    def with_class(self, name: str) -> list["Element"]:
        return [one for one in self.walk() if name in one.get("class").split()]

    def ancestors(self) -> Iterator["Element"]:
        at = self.parent
        while at is not None:
            yield at
            at = at.parent

    @property
    def text(self) -> str:
        """What a reader sees or hears of it, white space made single."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        if self.tag in UNSEEN or self.get("type") == "hidden":
            return
        for one in self.content:
            if isinstance(one, str):
                yield one
            else:
                yield from one._texts()
        if self.tag in APART:
            yield " "


class Reader(HTMLParser):
    """Builds the tree; `faults` are sentences."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document")
        self.at = self.root
        self.faults: list[str] = []

    def handle_decl(self, decl: str) -> None:
        if decl.lower() != "doctype html" or self.root.content:
            self.faults.append(f"unexpected declaration {decl}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open(tag, attrs)
        if tag not in VOID:
            self.at = self.at.children[-1]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        in_svg = any(one.tag == "svg" for one in (self.at, *self.at.ancestors()))
        if tag not in VOID and not in_svg:
            self.faults.append(f"<{tag}/> closes nothing in HTML")
        self._open(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag != self.at.tag or self.at.parent is None:
            self.faults.append(f"</{tag}> closes <{self.at.tag}>")
            return
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.append(data)

    def _open(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if len(attributes) < len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice: {[name for name, _ in attrs]}")
        element = Element(tag, attributes, self.at)
        self.faults.extend(_misplaced(element))
        self.at.append(element)


def _misplaced(element: Element) -> Iterator[str]:
    parent = element.parent
    assert parent is not None
    if parent.tag in INSIDE and element.tag not in INSIDE[parent.tag]:
        yield f"<{element.tag}> directly inside <{parent.tag}>"
    # A heading may stand in a summary.
    allowed = parent.tag == "summary" and re.fullmatch("h[1-6]", element.tag)
    if parent.tag in WORDS_ONLY and element.tag in BLOCK and not allowed:
        yield f"<{element.tag}> inside <{parent.tag}>"
    above = {one.tag for one in element.ancestors()}
    if element.tag in INTERACTIVE and above & {"a", "button"}:
        yield f"<{element.tag}> inside a link or button"
    if element.tag == "form" and "form" in above:
        yield "<form> inside <form>"


def read(text: str) -> tuple[Element, list[str]]:
    """The document and the faults of its structure."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    if reader.at is not reader.root:
        reader.faults.append(f"<{reader.at.tag}> is never closed")
    if not text.lstrip().lower().startswith("<!doctype html>"):
        reader.faults.append("no doctype at the start")
    return reader.root, reader.faults
