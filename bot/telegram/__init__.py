import os

# python-telegram-bot 22.8 warns each time it builds a RetryAfter unless its coming behaviour (timedelta) is chosen.
os.environ.setdefault("PTB_TIMEDELTA", "true")
