"""What went wrong in the work itself: near misses, information that reached the wrong people, barriers.

Each has a stream of its own, `incident:<REFERENCE>`, and may point to a case. It never stands on the case's record: who
may read one may not, for that, read the other.
"""

from hubwright.domain.incidents.commands import Add, Close, Open, Reopen, TakeOn, TellNext
from hubwright.domain.incidents.decide import begin, decide
from hubwright.domain.incidents.state import STEPS, IncidentState, StepState
from hubwright.domain.incidents.stream import CURRENT, STREAM, incident_of, project_incident

__all__ = [
    "CURRENT",
    "STEPS",
    "STREAM",
    "Add",
    "Close",
    "IncidentState",
    "Open",
    "Reopen",
    "StepState",
    "TakeOn",
    "TellNext",
    "begin",
    "decide",
    "incident_of",
    "project_incident",
]
