"""A Document out, one module a format."""
