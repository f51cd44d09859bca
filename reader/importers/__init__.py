"""One module a format; the registry picks by content."""
