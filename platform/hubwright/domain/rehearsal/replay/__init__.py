"""Last month's contacts once more, on a draft of the hub: what would be asked, late and decided by whom.

What is kept of a case for it (`lives`) holds no name, no words, no reference and no date of birth: when something was
done, by the hub's own ids, and how old the people were. Told again (`again`), each person's act of then is done at the
same moment on the draft; nothing is rated or decided that nobody rated or decided.
"""
