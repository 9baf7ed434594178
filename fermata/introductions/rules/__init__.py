"""Judgements about how people find each other: pure; no queries, no clock, no request."""
