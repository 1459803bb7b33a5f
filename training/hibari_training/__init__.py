"""Trains the model `mini` from the world engine; see training/README.md."""
