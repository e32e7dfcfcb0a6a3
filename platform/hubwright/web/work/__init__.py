"""The hub at work: queue, case, acts, checks, audit, daily facts."""
