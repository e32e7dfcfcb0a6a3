"""Everything else of a hub: each part of its document has pages that its schema draws, so that none is forgotten."""
