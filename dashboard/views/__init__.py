"""A view loads, asks and renders; what it asks for is in indicators.readings."""
