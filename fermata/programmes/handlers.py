"""What this room does when somebody deletes their account."""
