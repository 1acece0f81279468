"""The exercises of the demonstration, made once from the samples.

``python benchmarks/demonstration.py`` makes them again, from a checkout.
"""
