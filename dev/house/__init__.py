"""How the house is built: environment, front end, test runs. Standard library only."""
