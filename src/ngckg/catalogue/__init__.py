"""The same graph described for other catalogues."""
