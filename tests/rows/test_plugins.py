"""The rows that plugins light, each on a shipped hub that has the plugin on."""

from __future__ import annotations

from hubwright.domain.definitions.hub import Hub
from hubwright_exploitation import plugin as exploitation

from tests.rows.plugged import having, on
from tests.rows.registry import row
from tests.rows.shipped import put

HANDLING = ["May be shared with licensing", "Not to be shared further"]


@row(
    "CSE-1",
    hub="manchester",
    shows="What a hotel or a taxi was seen to be used for is kept of no case, graded, and linked to cases later.",
    source="S:597-605, S:615-617",
    having=having("exploitation", handling=HANDLING),
    without=("/shareable/plugins", put("/shareable/plugins/exploitation/options/handling", ["Open", "Closed"])),
)
def test_cse_1_what_is_known_of_a_place_is_about_nobodys_case_until_it_is_linked(hub: Hub) -> None:
    unit = on(hub, exploitation)
    case = unit.receives("Mia Example")
    known = unit.does(
        "add",
        {
            "about": "place", "where": "The hotel by the station", "seen": "Young people come and go after dark.",
            "source": "w-public-or-business", "grade": "w-seen-or-heard-by-whoever-tells-it",
            "handling": "w-may-be-shared-with-licensing", "may-know": "Police and licensing.",
        },
    )  # fmt: skip
    assert known.state["handling"] == unit.options["handling"][0]
    assert (known.case, unit.records) == ("", ())
    assert unit.section().facts == {}
    linked = unit.does("link", {"refs": case.ref, "why-linked": "She was seen there."}, record=known)
    assert linked.state["linked"] == [case.ref]
    assert linked.case == ""
    # A link by itself shows nothing on the case, and lowers or raises nothing there.
    assert unit.section().facts == {}
