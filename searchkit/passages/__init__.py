"""Article to paragraphs to quotes to speakers. Pure: text in, passages out; no disk, no clock."""
