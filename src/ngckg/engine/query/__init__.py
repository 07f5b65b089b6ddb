"""Reading a query before anybody answers it: tokens, limits, what is wrong with it."""
