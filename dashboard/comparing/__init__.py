"""The page that holds one figure against those of all authorities."""
