"""Terms mode: the glossary, its candidates, and the document with its terms marked."""
