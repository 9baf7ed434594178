"""What an operator does, against the real commands: new versions, backups, the wheel, what lies in deploy/."""
