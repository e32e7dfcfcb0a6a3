"""Coming in and going out: sign-in, a forgotten password, which membership one acts in."""
