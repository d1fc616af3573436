"""What every verb raises when it may not do what it was asked."""


class RefusedError(Exception):
    """Something that may not be written; the message says why, to the person who tried."""
