"""The check-up on paper and screen: HTML, Excel, PDF, and lines for the terminal."""
