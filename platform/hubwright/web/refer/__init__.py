"""The referrer's journey: one form, page by page, kept as it is typed, sent as soon as there is enough."""
