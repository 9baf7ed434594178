"""Reading somebody’s calendar: from a file or an address, in a process that may do nothing else."""
