"""Reports become files: JSON, Markdown, HTML."""
