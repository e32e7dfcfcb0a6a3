"""From the bytes of folders, packs and databases to documents, or to every reason why not."""
