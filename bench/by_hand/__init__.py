"""The same page as a careful programmer would write it by hand, twice: with WTForms' widgets, and with templates alone."""
