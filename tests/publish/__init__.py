"""Tests of the floor ``publish``."""
