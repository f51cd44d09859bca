"""The reading font, Literata (SIL Open Font License 1.1): four faces, subset to Latin, Greek and Cyrillic."""
