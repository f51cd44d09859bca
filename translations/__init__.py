"""Dutch in, English out, and what people decided about it: no Qt."""
