"""The views of the day: one's own work, the wall, the hand-over, who is there."""
