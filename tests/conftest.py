"""Fixtures every suite may use."""

pytest_plugins = ["tests.fixtures_store"]
