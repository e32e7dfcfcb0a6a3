"""The pure heart: definitions, rules, answers, cases, clocks and access.

Nothing here knows a framework, a file, a network or the time of day: now, the calendar, fresh ids and the
actor are arguments. Only the standard library may be imported (rapidfuzz in `people`, simpy in `rehearsal`).
"""
