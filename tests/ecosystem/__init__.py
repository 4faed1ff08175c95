"""What stands around the project: its wheel, a plugin, the hook, the action, the container."""
