"""Says in a tagged PDF that the first cell of each body row names the row.

Typst tags column headers; for row headers it has no switch yet, and without them somebody who
listens hears "45" and not of which year.
"""

from collections.abc import Iterator
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf


def with_row_heads(content: bytes) -> bytes:
    """The same PDF with `TH` and `Scope /Row`; the same bytes give the same bytes."""
    with Pdf.open(BytesIO(content)) as document:
        for row in _of_kind(document.Root.StructTreeRoot, "/TBody", "/TR"):
            cell = next(_children(row), None)
            if cell is not None and cell.get("/S") == Name.TD:
                cell.S = Name.TH
                cell.A = Array([Dictionary(O=Name.Table, Scope=Name.Row)])
        out = BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return out.getvalue()


def _of_kind(element: Object, around: str, kind: str, inside: bool = False) -> Iterator[Object]:
    """Elements of a kind anywhere under one of the kind `around`, in order of reading."""
    name = element.get("/S")
    if inside and name == kind:
        yield element
    for child in _children(element):
        yield from _of_kind(child, around, kind, inside or name == around)


def _children(element: Object) -> Iterator[Object]:
    kids = element.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        # A number is marked content of the page, no element.
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
