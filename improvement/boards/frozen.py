"""Text that is frozen: how it is written, and whether it is still what it was."""

import hashlib
import json
from typing import Any

from improvement.boards.models import Edition, Minutes


def canonical(body: Any) -> str:
    """A value of dictionaries, lists, text, numbers and yes or no in the one way it is frozen."""
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(body: str) -> str:
    """SHA-256 of its UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(body.encode()).hexdigest()


def is_whole(frozen: Edition | Minutes) -> bool:
    """Whether it still has the digest that it was frozen with."""
    return digest(frozen.body) == frozen.sha256
