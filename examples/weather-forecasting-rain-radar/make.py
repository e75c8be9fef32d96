"""Carries two invented radar pictures on by half an hour."""

from rain_radar import make

make(newborn=False)
