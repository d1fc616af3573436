"""Charts: one plain `description`, and small translators that draw it and decide nothing."""
