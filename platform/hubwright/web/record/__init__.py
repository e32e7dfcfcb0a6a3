"""The record: what happened in order, what was known when, who has seen it, and what went wrong."""
