"""`python -m bot` is `dondoc`."""

from bot.command_line import main

if __name__ == "__main__":
    main()
