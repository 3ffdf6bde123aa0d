"""Entry point of `normalize` and `python -m normalize`."""


def main() -> None:
    """Run the command line."""
