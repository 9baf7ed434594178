"""`python -m matcher`: the same as the `matcher` command."""

from matcher.command import main

if __name__ == "__main__":
    main()
