"""manage.py create_user NAME --role ROLE: an account for a person."""

import os
from getpass import getpass
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.models import User
from accounts.roles import Role, ensure_roles

VARIABLE = "SIGHTLINE_NEW_PASSWORD"


class Command(BaseCommand):
    help = f"Make an account. Asks for the password, or reads {VARIABLE}."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="The user name to sign in with.")
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])

    def handle(self, *args: Any, name: str, role: str, **options: Any) -> None:
        if User.objects.filter(username__iexact=name).exists():
            raise CommandError(f"There is a user called {name} already. Choose another name.")
        user = User(username=name)
        try:
            user.clean_fields(exclude=["password"])
            password = os.environ.get(VARIABLE) or self._asked()
            validate_password(password, user)
        except ValidationError as fault:
            raise CommandError("\n".join(fault.messages)) from None
        user.set_password(password)
        with transaction.atomic():
            ensure_roles()
            user.save()
            user.groups.add(Group.objects.get(name=role))
        self.stdout.write(f"{name} can sign in now, as {role}.")

    def _asked(self) -> str:
        try:
            password = getpass("Password: ")
            again = getpass("Password again: ")
        except (EOFError, OSError):
            raise CommandError(f"Nobody is there to ask. Set {VARIABLE}.") from None
        if password != again:
            raise CommandError("The two passwords differ. Nothing was made.")
        return password
