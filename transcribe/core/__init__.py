"""The ground floor: frozen types, errors, files. Knows nothing of audio, lexicons or Word."""
