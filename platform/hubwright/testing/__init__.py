"""For tests, ours and those of authors of templates and plugins: a small hub, and a story told on it in memory."""
