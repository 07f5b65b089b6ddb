"""Real engines behind the service."""
