"""The command line. Only here are errors turned into sentences on the screen and exit codes."""
