"""Early-help step-down: an offer to a family, the service's answer, and the way back."""
