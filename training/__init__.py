"""How the adapter of the embedded speech model is made: texts, voices, features, training, merge."""
