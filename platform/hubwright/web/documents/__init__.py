"""Documents of a case: asked for on one page, waited for on another, taken from a third."""
