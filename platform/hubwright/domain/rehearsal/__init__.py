"""Trying a hub out before anybody works with it: stories told on it, and its days to come."""
