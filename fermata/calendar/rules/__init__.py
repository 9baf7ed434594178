"""Judgements about hours: pure; no queries, no clock, no request."""
