"""The engine beside its rivals, on simulated pupils: `python -m bench.engine`."""
