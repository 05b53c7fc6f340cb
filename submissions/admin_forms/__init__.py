"""What editors fill in, one file a concern. Forms validate; services write."""
