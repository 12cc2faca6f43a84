"""Exact analysis: what holds for every case, proved over regions instead of tried on samples."""
