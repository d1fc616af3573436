"""What is checked in a return: rules from data/returns/checks.toml, and the findings they make."""
