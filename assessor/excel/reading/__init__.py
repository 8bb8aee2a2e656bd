"""Reading workbooks that come back: hostile until proved otherwise, found by content."""
