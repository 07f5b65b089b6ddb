"""Routes by which other catalogues, terminology servers and replicas take the data in."""
