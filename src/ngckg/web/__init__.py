"""HTTP only: negotiate, call one function, wrap the answer."""
