"""A hub's weeks to come: demand that is assumed meets the staffing, clocks and checks that are drawn.

The forecast has no rules of its own about how a hub works. It takes a hub's definitions, lets contacts arrive, and
drives the deeds of `domain.cases` one after another; what it adds, people's time, is assumed and printed.
"""
