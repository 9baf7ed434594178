"""Keeping an installation: taking it along to a new version, into a backup, and back out of one."""
