"""The core of Assessor: everything but the window; imports no Qt."""

VERSION = "0.1.0"
