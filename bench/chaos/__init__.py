"""What holds while things break: a server under steady load, and one fault after the other."""
