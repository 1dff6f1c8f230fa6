"""Words and rules of the trade: frozen values, enumerations and pure functions, on the standard library alone."""
