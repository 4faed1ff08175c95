"""What is built and installed from a registry as people install it."""
