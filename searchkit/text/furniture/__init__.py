"""Which line is a headline, byline, dateline, caption or credit, by its form.

Every test is strict: what could as well be a sentence or a speaker's label is no furniture.
"""
