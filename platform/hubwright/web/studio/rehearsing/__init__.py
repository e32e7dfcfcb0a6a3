"""Rehearsing and forecasting a draft: asked for on a page, tried out beside, read on another."""
