"""What the pages of boards and meetings show, brought together for their templates."""
