"""Sharing between hubs: the installation's gallery, taking from it into the draft, and packs as files."""
