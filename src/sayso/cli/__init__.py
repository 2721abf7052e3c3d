"""The command ``sayso``: thin commands over functions that Python can call as well; the only place that prints."""
