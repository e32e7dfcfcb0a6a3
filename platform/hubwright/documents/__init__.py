"""Printing: a document's blocks as a tagged PDF file with its JSON inside. The only room that knows WeasyPrint."""
