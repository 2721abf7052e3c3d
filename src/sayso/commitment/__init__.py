"""How firmly: `held` and `reported` of each attribution, from cue lexicons kept as data files."""
