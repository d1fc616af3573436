"""The account that signs what the product itself loads."""

from accounts.models import User

NAME = "sightline"


def loader() -> User:
    """The service account, made when first needed; it has no password and no role."""
    user, created = User.objects.get_or_create(
        username=NAME, defaults={"is_service": True, "is_active": False, "first_name": "Sightline"}
    )
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
