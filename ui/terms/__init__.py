"""Terms mode: the glossary as a table, what the document deserves, and the letter with its terms marked."""
