"""`python -m ngckg` is the `ngckg` command."""

from ngckg.cli import main

main()
