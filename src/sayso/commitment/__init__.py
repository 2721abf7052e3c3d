"""Commitment: how each source holds its content, and how the one who reports it stands to it."""

from sayso.commitment.grade import Commitment, explain_commitment, grade_commitment

__all__ = ["Commitment", "explain_commitment", "grade_commitment"]
