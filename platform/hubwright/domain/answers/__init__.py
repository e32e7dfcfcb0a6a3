"""Answers: what a person said, what shape it has, and the one judge of it.

`answer` is the contract; `shapes` says what the value of each type of question looks like; `judge.check` judges;
`paging` walks the form; `schema` is the same judgement of shape for machines; `meanings` reads across forms.
Nothing is imported here: drawings need rules, rules need `answer`, and the judge needs drawings.
"""
