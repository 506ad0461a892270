"""The demo city: a readable story told through services. Every person and firm is fictional."""
