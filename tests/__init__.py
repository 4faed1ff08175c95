"""The tests, and the emulator they share."""
