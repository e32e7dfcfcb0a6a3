"""Meetings: who was asked, who was there, in which order cases were taken, and whether it was quorate.

Each has a stream of its own, `meeting:<REFERENCE>`, which names cases by reference and says nothing about anybody in
them. What is said about a case stands on the case (`cases.topics.minuting`), where one policy says who reads it.
"""
