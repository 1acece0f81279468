"""Exercises and results in the formats of other platforms: Moodle XML, H5P, SCORM 1.2, CSV.

Pure: what goes in are the values of ``interop.types``, what comes out are bytes. No file, no clock, no exercise.
Importing this room is cheap.
"""
