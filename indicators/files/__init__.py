"""Reading files that people give, before anything knows what they are about: tables, safely."""
