"""The hub on the web: HTTP, pages and what they look like. It knows actions and views, never tables."""
