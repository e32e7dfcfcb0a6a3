"""What follows from each command, by the part of the work that it belongs to; `cases.deeds` gathers them."""
