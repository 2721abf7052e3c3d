"""The reader in a browser and the REST API (an extra: sayso[web])."""
