"""Carries two invented radar pictures on by half an hour, while a new shower is born."""

from rain_radar import make

make(newborn=True)
