"""The database: the only room that knows it. `store.SqlStore` is its face; everything else serves that."""
