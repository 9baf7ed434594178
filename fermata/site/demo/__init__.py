"""The demonstration: the cast at Harbour Hospital, made at its start by the rooms' own actions (decision 37)."""
