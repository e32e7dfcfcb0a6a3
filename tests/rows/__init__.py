"""The acceptance rows: what each hub of the report can do, lit by its documents and put out without them."""
