"""What all tests share: property tests say what is wrong with a result, never that the machine was busy."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
