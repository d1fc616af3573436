"""A board's papers: frozen at despatch, then drawn as page, PDF, workbook and slides."""
