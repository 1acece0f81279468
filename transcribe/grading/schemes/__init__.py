"""Marking schemes that ship with the program."""
