"""The hubs served here: the one page that belongs to no hub."""

from __future__ import annotations

from flask import Flask, Response, make_response, render_template, url_for

from hubwright.actions.training import for_training
from hubwright.web.chrome import Chrome
from hubwright.web.language import LANGUAGES, say
from hubwright.wiring import Hubwright


def install(app: Flask, hubwright: Hubwright) -> None:
    """Serve `/`."""

    def front() -> Response:
        # A hub for training stands last, so that nobody in a hurry takes it for the real one.
        last = {id: for_training(hubwright.house, id) for id in hubwright.hubs()}
        hubs = [
            (name, url_for("public.hub", hub=id), last[id])
            for id, name in sorted(hubwright.hubs().items(), key=lambda one: last[one[0]])
        ]
        body = render_template(
            "public/front.html",
            chrome=Chrome(languages=tuple(LANGUAGES), demo=hubwright.demo),
            title=say("The hubs served here"),
            heading=say("The hubs served here"),
            hubs=hubs,
        )
        return make_response(body)

    app.add_url_rule("/", "public.front", front)
