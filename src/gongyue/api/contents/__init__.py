"""What is answered, whoever asks: plain JSON values, written by `law.answer.as_bytes`."""
