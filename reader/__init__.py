"""Documents in and out, in any language: no Qt, no translation."""
