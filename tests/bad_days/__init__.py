"""Full disks, dead lines, killed processes, hostile input: what happens then, against the real server."""
