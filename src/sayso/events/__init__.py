"""Who did what to whom: events of PLOVER's types with parties, dates and status."""
