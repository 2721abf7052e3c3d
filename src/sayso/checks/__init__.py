"""Two checks that leave findings: the headline against the body, and quotations against records."""
