"""Through whose hands: introductions, forums and nesting become the chain of custody of each statement."""
