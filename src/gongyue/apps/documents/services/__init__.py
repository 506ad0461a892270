"""What can be done: adding · opening · keeping · issuing · certificates · integrity."""
