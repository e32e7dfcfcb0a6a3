"""The hub's public face: whom to ring, the ways in, what became of what was sent."""
