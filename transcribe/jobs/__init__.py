"""The long work of a space, in a process of its own: what is uploaded is heard, batches of exercises are made."""
