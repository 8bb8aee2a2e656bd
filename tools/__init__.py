"""What the project is built, measured and shown with; nothing here is part of the product."""
