"""Sentences for synthetic speech: French medical dictation, terms, clinical prose and everyday French."""
