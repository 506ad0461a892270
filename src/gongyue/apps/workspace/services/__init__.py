"""What can be set up."""
