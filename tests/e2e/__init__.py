"""The installed command against the emulator."""
