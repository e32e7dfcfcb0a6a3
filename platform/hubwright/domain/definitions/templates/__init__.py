"""Templates: the shareable part of a hub, made to travel to another area, and later to be improved from afar."""
