"""Everything bilingual, in and out, and term lists."""
