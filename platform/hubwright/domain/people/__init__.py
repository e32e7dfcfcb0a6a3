"""The people of a hub: an index of who has been heard of, what is known of them, and who may be the same person.

Nothing here decides that two people are one: software proposes, with its reasons; a person says (law 5).
"""
