"""Editing a workflow: its stages and the ways between them in plain sentences, beside a picture drawn from them."""
