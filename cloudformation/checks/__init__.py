"""Checks of the template: by linters, by tests of our own, and by making the stack in moto."""
