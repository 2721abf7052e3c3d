"""The addresses of the service: `api` for programs; `pages`, `verify` and `corrections` for people."""
