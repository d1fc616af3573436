"""Whether an SVG is only a drawing: nothing in it runs, and it asks for no other file."""

import re
from xml.parsers import expat

RUNS = {"script", "foreignobject", "iframe", "embed", "object", "handler", "listener"} | {
    "audio", "video", "link", "meta", "base", "form",
}  # fmt: skip
LINKS = {"href", "src", "srcset", "base", "data", "action", "formaction", "poster"}
# An address within the file itself, or a picture written into it.
OWN = re.compile(r"\s*(#.*|data:image/(png|jpeg);base64,[A-Za-z0-9+/=\s]*)", re.DOTALL)
ADDRESS = re.compile(
    r"url\(\s*['\"]?\s*(?![\s'\"#])|@import|image-set\(|\bsrc\(|expression\(|\\", re.IGNORECASE
)


class _NotADrawingError(Exception):
    pass


def faults_of_svg(content: bytes) -> str:
    """What is wrong with it, in a sentence with the remedy; "" for a drawing."""
    parser = expat.ParserCreate()
    roots: list[str] = []

    def started(name: str, attributes: dict[str, str]) -> None:
        roots.append(_local(name))
        _check_element(_local(name), attributes)

    parser.StartElementHandler = started
    parser.CharacterDataHandler = _check_text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.ProcessingInstructionHandler = _refuse_instruction
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
    except expat.ExpatError as fault:
        return f"it is not an SVG ({fault}). Save it as one."
    except _NotADrawingError as fault:
        return str(fault)
    return "" if roots[0] == "svg" else "it is XML and no SVG. Save it as one."


def _check_element(element: str, attributes: dict[str, str]) -> None:
    if element in RUNS:
        raise _NotADrawingError(f"it has a <{element}>. Take it out: a logo is only drawn.")
    for name, value in attributes.items():
        local = _local(name)
        # An animation could write a script or an address later.
        meant = _local(value) if local == "attributename" else local
        if meant.startswith("on"):
            raise _NotADrawingError(f"it has a script ({meant}). Take it out.")
        linked = meant in LINKS
        if (linked and not OWN.fullmatch(value)) or ADDRESS.search(value):
            raise _NotADrawingError(
                f"it asks for another file ({meant}). Take it out, or draw it in the logo itself."
            )


def _check_text(text: str) -> None:
    if ADDRESS.search(text):
        raise _NotADrawingError("its styles ask for another file. Take that out.")


def _refuse_doctype(*_: object) -> None:
    raise _NotADrawingError("it has a DOCTYPE. Take that line out.")


def _refuse_instruction(target: str, _: str) -> None:
    raise _NotADrawingError(f"it has an instruction (<?{target}). Take that line out.")


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
