"""Charts: one plain description (`description`), and small translators that draw it and decide nothing."""
