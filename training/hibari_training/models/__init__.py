"""The networks of `mini`. Their state_dict names are the names in the shipped weights, and
src/models/mini computes the same in C++; docs/mini.md tells the ideas."""
