"""The whole scorecard as one table: on the page, as CSV and as a workbook."""
