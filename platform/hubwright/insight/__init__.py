"""What figures look like: charts, and the reports they stand in."""
