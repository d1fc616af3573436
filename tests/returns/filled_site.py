"""A process of its own that fills and submits Exampleshire's open quarter in DATABASE_URL.

python -m tests.returns.filled_site
"""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django

django.setup()

from accounts.models import User  # noqa: E402
from indicators.returns.models import Return  # noqa: E402
from tests.returns.filling import fill, submit  # noqa: E402

NEET = {"numerator": "95", "denominator": "166"}


def main() -> None:
    of = Return.objects.filter(team__slug="exampleshire-children").earliest("ends")
    officer = User.objects.get(username="officer")
    fill(of, by=officer, care_leavers_neet=NEET)
    submit(of.sections.select_related("theme", "of__team", "of__area"), by=officer)
    print(of.pk)


if __name__ == "__main__":
    main()
