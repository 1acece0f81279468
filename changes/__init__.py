"""What changed since the last version, a file each, until ``python -m changes VERSION`` gathers them."""
