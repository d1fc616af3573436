"""The shipped domain files, held against the published files and the inspection report."""
