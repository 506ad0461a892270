"""申报事项: whatever somebody hands in gets a number, a time-line, a promised day and a rating."""
