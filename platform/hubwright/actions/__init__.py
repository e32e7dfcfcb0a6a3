"""One file for each deed: load, ask the domain, save. A deed is one transaction; who, when and where are passed in."""
