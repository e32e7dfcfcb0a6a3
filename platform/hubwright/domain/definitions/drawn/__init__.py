"""The parts of a hub as its document draws them; `definitions.hub` puts them together."""
