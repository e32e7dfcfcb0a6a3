"""View models of what stands on a page: what a component says, apart from its markup.

A page builds these and hands them to the macros of the same name in `templates/macros/`. Words that are plain strings
are escaped; words that are `Markup` stand as they are. No component takes free attributes or styles: a page that needs
one asks for a component.
"""

from __future__ import annotations

from hubwright.web.components.casework import (
    AgencyMark,
    Alert,
    Badge,
    ClockFace,
    Filter,
    FilterGroup,
    IdentityBar,
    NavigationSection,
    NextAct,
    PageHeader,
    SideNavigation,
    SubNavigation,
    TierBadge,
    Timeline,
    TimelineItem,
)
from hubwright.web.components.choices import Checkboxes, Choice, Divider, Option, Radios, Select
from hubwright.web.components.content import (
    Details,
    InsetText,
    NotificationBanner,
    Panel,
    Tag,
    WarningText,
)
from hubwright.web.components.errors import ErrorLink, ErrorSummary
from hubwright.web.components.fields import (
    Affix,
    CharacterCount,
    DateInput,
    DatePart,
    FileUpload,
    PasswordInput,
    Textarea,
    TextInput,
)
from hubwright.web.components.lists import Action, Card, Cell, Column, Row, SummaryList, Table
from hubwright.web.components.parts import ErrorMessage, Fieldset, Hint, Label, Legend, Words
from hubwright.web.components.ways import BackLink, Breadcrumbs, Button, Crumb, PageLink, Pagination, Step

Field = TextInput | Textarea | CharacterCount | Radios | Checkboxes | Select | DateInput | PasswordInput | FileUpload
"""What stands for one question; `fields.field(x)` shows any of them."""

__all__ = [
    "Action",
    "Affix",
    "AgencyMark",
    "Alert",
    "BackLink",
    "Badge",
    "Breadcrumbs",
    "Button",
    "Card",
    "Cell",
    "CharacterCount",
    "Checkboxes",
    "Choice",
    "ClockFace",
    "Column",
    "Crumb",
    "DateInput",
    "DatePart",
    "Details",
    "Divider",
    "ErrorLink",
    "ErrorMessage",
    "ErrorSummary",
    "Field",
    "Fieldset",
    "FileUpload",
    "Filter",
    "FilterGroup",
    "Hint",
    "IdentityBar",
    "InsetText",
    "Label",
    "Legend",
    "NavigationSection",
    "NextAct",
    "NotificationBanner",
    "Option",
    "PageHeader",
    "PageLink",
    "Pagination",
    "Panel",
    "PasswordInput",
    "Radios",
    "Row",
    "Select",
    "SideNavigation",
    "Step",
    "SubNavigation",
    "SummaryList",
    "Table",
    "Tag",
    "TextInput",
    "Textarea",
    "TierBadge",
    "Timeline",
    "TimelineItem",
    "WarningText",
    "Words",
]
