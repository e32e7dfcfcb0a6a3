"""Contacts and cases: what happened (entries), what that makes (state), and what may happen next (decide)."""
