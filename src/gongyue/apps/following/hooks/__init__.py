"""Changes delivered to other systems."""
