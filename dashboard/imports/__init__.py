"""The pages on which official statistics are brought in."""
