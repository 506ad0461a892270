"""Looking into files that strangers hand in. Pure: what decodes them runs in a child process."""
