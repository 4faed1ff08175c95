"""Metadata as an attacker would write it, in every place that a stranger fills."""
