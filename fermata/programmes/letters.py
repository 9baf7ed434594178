"""The letters of this room. None says more than its reader needs to go on."""
