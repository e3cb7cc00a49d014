"""Pictures of every page and state, to look at."""
