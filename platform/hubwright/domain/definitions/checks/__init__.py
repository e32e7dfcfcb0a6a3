"""What a schema cannot say: references, rules, law, time and words of definitions that are in shape."""

from __future__ import annotations

from hubwright.domain.definitions.checks.form import check_form
from hubwright.domain.definitions.checks.hub import check_hub
from hubwright.domain.definitions.checks.workflow import check_workflow

__all__ = ["check_form", "check_hub", "check_workflow"]
