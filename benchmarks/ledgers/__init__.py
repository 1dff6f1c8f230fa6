"""The whole catalogue over millions of voucher lines, beside one scan of what it reads."""
