"""Rebuilding the shipped lexicons from pinned packages: never needed to run the program."""
