"""An operator looks which plugins there are, and lets one answer again that failed too often."""

from __future__ import annotations

from hubwright.cli import plugins_here
from hubwright.domain.cases.entries import OPERATOR
from hubwright.settings import read_settings
from hubwright.wiring import machine_now, open_hubwright

from tests.cli.conftest import KEY, REPOSITORY, Terminal

BURY = REPOSITORY / "tenant_configs" / "bury"


def test_a_plugin_that_is_off_is_listed_told_by_the_doctor_and_switched_on(terminal: Terminal) -> None:
    plugins_here.looked_at.cache_clear()
    terminal.run("hub", "import", BURY)
    assert "early-help 1.0: answers; switched on for no hub." in terminal.run("plugin", "list").output
    hubwright = open_hubwright(read_settings({"HUBWRIGHT_DATA": str(terminal.data), "HUBWRIGHT_SECRET_KEY": KEY}))
    with hubwright.store.installation.work(OPERATOR) as installation:
        installation.put("installation_plugin", plugin="early-help", since=machine_now(), why="too_long")
        installation.commit()
    hubwright.close()
    assert "early-help 1.0: off since" in terminal.run("plugin", "list").output
    assert "run `hubwright plugin on early-help`" in terminal.run("doctor").output
    assert terminal.run("plugin", "on", "early-help").exit_code == 0
    assert "early-help 1.0: answers" in terminal.run("plugin", "list").output
    again = terminal.run("plugin", "on", "early-help")
    assert again.exit_code == 1
    assert "No plugin called early-help is off here." in again.output
