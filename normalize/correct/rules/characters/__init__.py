"""Characters: what a wrong encoding, a leftover escape or an invisible sign did to letters and marks."""
