"""Exit codes. They are part of the interface: other programs decide by them."""

OK = 0
FINDINGS = 1
USAGE = 2
FAILED = 3
INTERRUPTED = 130
#: As a shell reports a program that SIGPIPE or SIGTERM has ended.
PIPE_CLOSED = 141
TERMINATED = 143
