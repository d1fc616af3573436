"""Which of the council's own figures a public edition keeps back, so that no small number can be
worked out from those that it shows. docs/decisions/0013-small-numbers.md says the rule."""
