"""Groups and subjects as a list with progress and outcome, and the features of a subject."""
