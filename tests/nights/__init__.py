"""A project over many nights, while the world around it changes."""
