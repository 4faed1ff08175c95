"""What holds on recorded answers, where they are at hand."""
