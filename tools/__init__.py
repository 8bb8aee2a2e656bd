"""Development tools: setup, a tour without a display, start-time measurement, proof of the package."""
