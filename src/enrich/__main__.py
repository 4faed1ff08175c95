"""`python -m enrich` is `enrich`."""

from enrich.cli import main

if __name__ == "__main__":
    main()
