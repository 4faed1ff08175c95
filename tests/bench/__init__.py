"""Requests, times and memory, measured against the emulator."""
