"""Mutants of the rooms: what may be changed, the tests that look at it, a trial of one."""
