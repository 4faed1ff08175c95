"""Requests and times, measured against the emulator."""
