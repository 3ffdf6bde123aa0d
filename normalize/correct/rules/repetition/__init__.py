"""Words written twice."""
