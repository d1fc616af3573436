"""What a person typed, as it is kept."""


def plain(text: str) -> str:
    """One kind of line end, no character that nobody sees, and no space around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    seen = (one if one.isprintable() or one == "\n" else one.isspace() * " " for one in lines)
    return "".join(seen).strip()
