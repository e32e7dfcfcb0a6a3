"""Gives an application its look: templates, words, times, static files and the headers that keep a page to itself."""

from __future__ import annotations

import hashlib
import mimetypes
import secrets
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from flask import Flask, Response, abort, current_app, request, send_from_directory
from flask.templating import Environment
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from hubwright.web import components, language, times
from hubwright.web.careful import Careful
from hubwright.web.chrome import Chrome, ink_on
from hubwright.web.vendor_assets import STATIC, VENDOR

LANGUAGE_COOKIE = "language"
LANGUAGE_ARGUMENT = "language"
A_YEAR = 31536000

_NONCE = "hubwright.nonce"

_FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), "
        "fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
        "publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()"
    ),
}


def install(app: Flask) -> None:
    """Register loaders, globals, filters, static files, language and security headers on `app`.

    Make the application with `static_folder=None`: the static files are served here. Pages then render with
    `render_template("...", chrome=Chrome(...), ...)`.

    Args:
        app: the application, before its first request.
    """
    # No page sends a Referer, so the check of it that flask-wtf adds under https would refuse every form.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    _require_setup()
    _install_templates(app)
    _install_static(app)
    app.before_request(_choose_language)
    app.after_request(_keep_to_itself)
    app.teardown_request(_forget_language)


def nonce() -> str:
    """This request's own word, which lets its inline styles and scripts through the content security policy."""
    made: str = request.environ.setdefault(_NONCE, secrets.token_urlsafe(16))
    return made


def static_url(name: str) -> str:
    """The address of a static file; it changes when any static file does, so that it may be kept for a year.

    Args:
        name: below `static/`, "hubwright.css".
    """
    return f"{request.script_root}/static/{_version()}/{name}"


def language_url(code: str) -> str:
    """The address of this page in another language."""
    arguments = [(key, value) for key, value in request.args.items(multi=True) if key != LANGUAGE_ARGUMENT]
    return f"{request.script_root}{request.path}?{urlencode([*arguments, (LANGUAGE_ARGUMENT, code)])}"


class SetupMissing(Exception):
    """Style sheets or Welsh words were never put in place; the message says what to run."""


def _require_setup() -> None:
    if not (VENDOR / "stamp.txt").is_file():
        raise SetupMissing("No style sheets yet: run `npm ci`, then `python -m hubwright.web.vendor_assets`.")
    if not language.compiled_catalogue(language.WELSH).is_file():
        raise SetupMissing("The Welsh words are not compiled: run `python -m hubwright.web.catalogue`.")


class Templates(Environment):
    """Templates that share one plain table of global names: a layered one costs each import and each page dearly."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The shared table, unless a template is loaded with names of its own."""
        return super().make_globals(d) if d else self.globals


def _install_templates(app: Flask) -> None:
    app.jinja_environment = Templates
    app.jinja_loader = ChoiceLoader(
        [
            PackageLoader("hubwright.web", "templates"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_options = {
        **app.jinja_options,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "undefined": Careful,
        "autoescape": True,
    }
    app.jinja_env.globals.update(
        gettext=language.gettext,
        ngettext=language.ngettext,
        say=language.say,
        language_names=language.LANGUAGES,
        current_language=language.current_language,
        welsh_is_checked=language.WELSH_IS_CHECKED,
        language_url=language_url,
        static_url=static_url,
        time_left=times.time_left,
        ink_on=ink_on,
        ui=components,
        no_chrome=Chrome(),
    )
    app.jinja_env.filters.update(
        text=language.text,
        plain=language.plain,
        instant=times.instant,
        short_instant=times.short_instant,
        hour=times.hour,
        clock_face=times.clock_face,
        day=times.day,
        machine_time=times.machine_time,
    )
    app.context_processor(lambda: {"cspNonce": nonce(), "htmlLang": language.current_language()})


def _install_static(app: Flask) -> None:
    app.add_url_rule("/static/<version>/<path:name>", "static", _static)


def _static(version: str, name: str) -> Response:
    """A static file, small where the browser takes gzip; kept for a year under its own version only."""
    path = STATIC / name
    zipped = path.with_name(path.name + ".gz")
    kind = mimetypes.guess_type(name)[0]
    if kind is None or name.endswith(".gz"):
        abort(404)
    if request.accept_encodings.quality("gzip") > 0 and ".." not in name and zipped.is_file():
        answer = send_from_directory(STATIC, f"{name}.gz", mimetype=kind)
        answer.headers["Content-Encoding"] = "gzip"
    else:
        answer = send_from_directory(STATIC, name, mimetype=kind)
    answer.headers["Vary"] = "Accept-Encoding"
    fresh = f"public, max-age={A_YEAR}, immutable" if version == _version() else "no-cache"
    answer.headers["Cache-Control"] = fresh
    return answer


_known_versions: dict[Path, str] = {}


def _version() -> str:
    """A digest of all static files, worked out once: an installed package does not change under a running server."""
    if STATIC not in _known_versions:
        digest = hashlib.sha256()
        for path in sorted(STATIC.rglob("*")):
            if path.is_file() and path.suffix != ".gz":
                digest.update(path.relative_to(STATIC).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        _known_versions[STATIC] = digest.hexdigest()[:16]
    return _known_versions[STATIC]


def _choose_language() -> None:
    asked = request.args.get(LANGUAGE_ARGUMENT, "")
    chosen = asked if asked in language.LANGUAGES else request.cookies.get(LANGUAGE_COOKIE, language.ENGLISH)
    language.start_speaking(chosen)


def _forget_language(_problem: BaseException | None) -> None:
    language.start_speaking(language.ENGLISH)


def _keep_to_itself(answer: Response) -> Response:
    for name, value in _FIXED_HEADERS.items():
        answer.headers.setdefault(name, value)
    answer.headers.setdefault("Content-Security-Policy", _policy())
    if request.endpoint != "static":
        answer.headers["Cache-Control"] = "no-store"
    if _over_https():
        answer.headers.setdefault("Strict-Transport-Security", f"max-age={A_YEAR}; includeSubDomains")
    if location := answer.headers.get("Location"):
        answer.headers["Location"] = _within(location)
    asked = request.args.get(LANGUAGE_ARGUMENT, "")
    if asked in language.LANGUAGES:
        _remember_language(answer, asked)
    return answer


def _remember_language(answer: Response, asked: str) -> None:
    answer.set_cookie(LANGUAGE_COOKIE, asked, httponly=True, samesite="Lax", secure=_over_https())


def _over_https() -> bool:
    """Whether people reach us by https; behind a proxy the request itself does not say so."""
    return request.is_secure or bool(current_app.config["SESSION_COOKIE_SECURE"])


def _within(location: str) -> str:
    """Where a redirect leads, on this site: the framework's own would repeat whatever host the request named."""
    parts = urlsplit(location)
    return urlunsplit(("", "", f"/{parts.path.lstrip('/')}", parts.query, parts.fragment))


def framed_by_us(answer: Response) -> Response:
    """Lets a page stand in a frame of one of ours; what it sends goes to us alone."""
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    answer.headers["Content-Security-Policy"] = _policy({"frame-ancestors": "'self'"})
    return answer


def with_frame(answer: Response) -> Response:
    """Lets a page hold one of ours in a frame."""
    answer.headers["Content-Security-Policy"] = _policy({"frame-src": "'self'"})
    return answer


def _policy(otherwise: Mapping[str, str] = MappingProxyType({})) -> str:
    rules: dict[str, Any] = {
        "default-src": "'none'",
        "script-src": f"'self' 'nonce-{nonce()}'",
        "style-src": f"'self' 'nonce-{nonce()}'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        **otherwise,
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
