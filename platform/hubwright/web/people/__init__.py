"""People: the search of the index, the record of a person, and who may be who."""
