"""Documents made of what a reader may see: their content as plain blocks, before anybody prints them.

A document is composed from views that are already cut down for whoever it is made for (law 4); it is printed, redacted
and compared as blocks, and the same blocks are the JSON that travels inside the printed file.
"""
