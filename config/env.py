"""Settings from environment variables: each read once, all faults reported together."""

import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path


class Environment:
    """Reads variables and collects faults, so that one start names all of them."""

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        self.variables = os.environ if variables is None else variables
        self.faults: list[str] = []

    def text(
        self,
        name: str,
        default: str | None,
        *,
        pattern: str = r".*\S.*",
        example: str,
    ) -> str:
        """The variable's value; without a default it is required."""
        value = self.variables.get(name, "").strip() or default
        if value is None:
            self.faults.append(f"{name} is not set. Example: {name}={example}")
            return ""
        if not re.fullmatch(pattern, value):
            self.faults.append(
                f"{name} is {value!r}, which cannot be used. Example: {name}={example}"
            )
        return value

    def optional(self, name: str) -> str:
        """The variable's value, or "" where it is not set."""
        return self.variables.get(name, "").strip()

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        value = self.text(name, default, example=default)
        if value not in choices:
            self.faults.append(f"{name} is {value!r}; use one of {', '.join(choices)}.")
        return value

    def flag(self, name: str, default: bool) -> bool:
        return self.choice(name, "yes" if default else "no", ("yes", "no")) == "yes"

    def number(self, name: str, default: int) -> int:
        value = self.text(name, str(default), pattern=r"\d{1,9}", example=str(default))
        return int(value) if value.isdigit() else default

    def words(self, name: str, default: str | None, *, example: str) -> list[str]:
        """A list written with commas."""
        value = self.text(name, default, example=example)
        return [word.strip() for word in value.split(",") if word.strip()]

    def stop_if_faulty(self) -> None:
        """End the process with every fault, a line each."""
        if self.faults:
            raise SystemExit("Sightline cannot start:\n- " + "\n- ".join(self.faults))


def kept_secret(path: Path) -> str:
    """A secret made at the first start on this machine and kept in a file only its owner reads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()
