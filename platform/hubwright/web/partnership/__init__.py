"""What holds a hub together from outside its cases: the ways in and out, what each agency brings, and what it costs."""
