"""Shutting somebody out and letting them in again, from the terminal."""

from __future__ import annotations

from tests.cli.conftest import REPOSITORY, Terminal
from tests.cli.test_installation import seated


def test_an_account_is_disabled_and_enabled_again_and_each_only_once(terminal: Terminal) -> None:
    terminal.run("hub", "import", REPOSITORY / "tenant_configs" / "bury")
    seated(terminal)
    mail = ("--email", "Alex@example.org")
    assert "shut out of every hub" in terminal.run("account", "disable", *mail).output
    again = terminal.run("account", "disable", *mail)
    assert (again.exit_code, "shut out already" in again.output) == (1, True)
    assert "may sign in again" in terminal.run("account", "enable", *mail).output
    twice = terminal.run("account", "enable", *mail)
    assert (twice.exit_code, "may sign in already" in twice.output) == (1, True)


def test_an_address_that_nobody_has_is_said(terminal: Terminal) -> None:
    terminal.run("hub", "import", REPOSITORY / "tenant_configs" / "bury")
    result = terminal.run("account", "enable", "--email", "nobody@example.org")
    assert result.exit_code == 1
    assert "no account with that address" in result.output
