"""Programs that measure and print tables and ratios, never a verdict: `python -m bench`."""
