"""The words of the `xuncha` command; each module has SUMMARY, add_arguments and run."""
