"""A server killed while a teacher sends: run as `python -m tests.web.refer.mortal_send URL FOLDER STRIDE FIRST`.

For each point between two statements (every STRIDE-th, beginning at FIRST) a draft is written through the pages, and a
fork of the server takes the last press of *Send* and dies at that point. What it had told the sender by then comes out
as one line of JSON; then the teacher presses the button once more, against a server that lives.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

from bs4 import BeautifulSoup
from hubwright.cli.publishing import documents_of, revision_of_all
from hubwright.settings import Settings
from hubwright.web.app import create_app
from hubwright.wiring import open_hubwright
from sqlalchemy import event

from tests.web.conftest import form_of
from tests.web.refer.conftest import Clock, Referrer, publish, shipped

# Sending has some forty statements; a loop that never ends would hide that nothing dies any more.
MOST_STEPS = 200


def opened(url: str, folder: Path) -> Any:
    """The platform of this test on a database."""
    settings = Settings(
        data=folder,
        database_url=url,
        database_owner_url="",
        secret_key="a key for tests, and for nothing else",
        mail_url=f"folder:{folder / 'mail'}",
        base_url="http://127.0.0.1:8000",
    )
    return open_hubwright(settings, now=Clock())


def reference_on(page: Any) -> str:
    """The reference on a Sent page, or "" on any other."""
    panel = BeautifulSoup(page.get_data(as_text=True), "html5lib").select_one(".govuk-panel strong")
    return panel.text if panel else ""


def sends(referrer: Referrer) -> str:
    """Press *Send what I have now*, as drawn; the reference that comes back."""
    path = referrer.url("refer", referrer.form, "you")
    values = {**form_of(referrer.client.get(path, follow_redirects=True)), "act": "send"}
    return reference_on(referrer.client.post(path, data=values, follow_redirects=True))


def dying(referrer: Referrer, engines: Any, last_step: int, voice: int) -> NoReturn:
    """Send, say what came back, and die before statement `last_step`, where there are so many."""
    steps = 0

    def step(*_: Any) -> None:
        nonlocal steps
        steps += 1
        if steps == last_step:
            os.kill(os.getpid(), signal.SIGKILL)

    path = referrer.url("refer", referrer.form, "you")
    values = {**form_of(referrer.client.get(path, follow_redirects=True)), "act": "send"}
    for engine in (engines.read, engines.write):
        for moment in ("before_cursor_execute", "commit"):
            event.listen(engine, moment, step)
    answer = referrer.client.post(path, data=values, follow_redirects=True)
    os.write(voice, f"{reference_on(answer)}\n".encode())
    os._exit(0)


def main(url: str, folder: Path, stride: int, first: int) -> None:
    """Die at every `stride`-th point, and say what each sender was told."""
    hubwright = opened(url, folder)
    loaded = shipped()
    publish(hubwright, documents_of(loaded), revision_of_all(loaded))
    for point in range(first, MOST_STEPS, stride):
        referrer = Referrer(create_app(hubwright).test_client(), hubwright, Clock())
        referrer.begin().enough()
        hubwright.close()  # the fork shares no connection
        ear, voice = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(ear)
            dying(referrer, hubwright.store.engines, point, voice)
        os.close(voice)
        with os.fdopen(ear, encoding="ascii") as heard:
            told = heard.read().strip()
        survived = os.waitpid(child, 0)[1] == 0
        again = sends(referrer)
        sys.stdout.write(json.dumps({"point": point, "told": told, "survived": survived, "again": again}) + "\n")
        if survived:
            return
    raise RuntimeError("No server lived through its sending: the hook no longer ends.")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
