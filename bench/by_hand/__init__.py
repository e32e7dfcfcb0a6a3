"""The same page as a careful programmer would write it, twice: with WTForms' widgets, and with templates alone."""
