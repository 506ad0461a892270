"""What can be asked: documents · papers · checking."""
