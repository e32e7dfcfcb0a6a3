"""Links between a hub and a MARAC, so that neither does the other's work twice."""
