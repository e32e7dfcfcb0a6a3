"""How every command gets at the installation: settings read, database opened, and what is wrong said in sentences."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from sqlalchemy.exc import DBAPIError

from hubwright.domain.errors import HubwrightError
from hubwright.notices import BadMailUrl, BadNotifyUrl
from hubwright.settings import KeyPolicy, Settings, SettingsRefused, make_data_folder, read_settings
from hubwright.wiring import Hubwright, bring_up_to_date, check_database, open_hubwright

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Said(click.ClickException):
    """Something that stops a command, in plain sentences. Exit code 1."""

    def show(self, file: object = None) -> None:
        """The sentences alone, on standard error."""
        click.echo(self.message, err=True)


class Misused(Said):
    """The command was asked for something it cannot do, by its options or its settings. Exit code 2."""

    exit_code = 2


def in_sentences(command: Callable[_P, _R]) -> Callable[_P, _R]:
    """A command whose foreseeable failures are sentences and exit codes, never tracebacks."""

    @wraps(command)
    def run(*args: _P.args, **options: _P.kwargs) -> _R:
        try:
            return command(*args, **options)
        except (SettingsRefused, BadMailUrl, BadNotifyUrl) as refused:
            raise Misused(str(refused)) from None
        except HubwrightError as error:
            raise Said(str(error)) from None
        except DBAPIError as error:
            # The driver's own words may repeat the database's address and more; its kind says enough.
            raise Said(
                f"The database could not be used ({type(error.orig).__name__})."
                " Look whether it runs, and whether HUBWRIGHT_DATABASE_URL names it."
            ) from None
        except BrokenPipeError:
            # Whoever read the output has read enough (`| head`); what is left has nowhere to go.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(1) from None
        except OSError as error:
            raise Said(f"A file or folder could not be used: {error.strerror or type(error).__name__}.") from None

    return run


def settings_of(*, key: KeyPolicy = "required", environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in the environment.

    Raises:
        SettingsRefused: with every problem.
    """
    return read_settings(environment, key=key)


def on_sqlite(settings: Settings) -> bool:
    """Whether the database is a file of this machine's own, which Hubwright brings up to date by itself."""
    return settings.database_url.startswith("sqlite:")


@contextmanager
def opened(*, key: KeyPolicy = "required", settings: Settings | None = None, demo: bool = False) -> Iterator[Hubwright]:
    """The installation, on a database that is as it should be.

    Args:
        key: what to do without a secret key.
        settings: instead of those in the environment.
        demo: serve fictional people.

    Raises:
        SettingsRefused, HubwrightError: why not.
    """
    settings = settings or settings_of(key=key)
    make_data_folder(settings)
    if on_sqlite(settings):
        bring_up_to_date(settings)
    hubwright = open_hubwright(settings, demo=demo)
    try:
        check_database(hubwright)
        yield hubwright
    finally:
        hubwright.close()
