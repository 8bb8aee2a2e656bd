"""Benchmarks, each as a ratio to a baseline of the same run, for `make bench`."""
