"""Access: tokens and what they allow, and how they are kept out of logs, errors and addresses."""
