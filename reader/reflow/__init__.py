"""Printed lines to a document: paragraphs, footnotes, kinds."""
