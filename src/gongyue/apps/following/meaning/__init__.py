"""What a change means for whoever follows it."""
