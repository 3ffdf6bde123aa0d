"""Entry point of `normalize` and `python -m normalize`."""

from normalize.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
