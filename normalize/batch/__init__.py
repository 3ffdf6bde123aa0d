"""Many documents: plan, run, totals."""
