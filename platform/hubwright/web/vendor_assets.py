"""Puts other people's style sheets and scripts beside ours, without what we may not use.

`python -m hubwright.web.vendor_assets` reads what npm installed from the lock file and writes `static/vendor/`, which
is kept out of git and travels in the wheel: nothing of Node is needed at run time. On the way it removes what belongs
to gov.uk domains alone (the GDS Transport typeface, crest and crown), names a font that everybody has, makes addresses
relative so that they hold under any static prefix, and drops references to source maps that are not shipped.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from pathlib import Path

STATIC = Path(__file__).parent / "static"
VENDOR = STATIC / "vendor"
NODE_MODULES = Path(__file__).parents[3] / "node_modules"

SYSTEM_FONTS = '"Liberation Sans",Arial,Helvetica,sans-serif'

SHEETS_AND_SCRIPTS = {
    "govuk/govuk-frontend.min.css": "govuk-frontend/dist/govuk/govuk-frontend.min.css",
    "govuk/govuk-frontend.min.js": "govuk-frontend/dist/govuk/govuk-frontend.min.js",
    "moj/moj-frontend.min.css": "@ministryofjustice/frontend/moj/moj-frontend.min.css",
    "moj/moj-frontend.min.js": "@ministryofjustice/frontend/moj/moj-frontend.min.js",
}
IMAGES = "@ministryofjustice/frontend/moj/assets/images"
PACKAGES = {
    "govuk-frontend": "Crown Copyright (Government Digital Service)",
    "@ministryofjustice/frontend": "Crown Copyright (Ministry of Justice)",
}

MIT = """\
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


class AssetsMissing(Exception):
    """npm has not put the packages in place; the message says what to run."""


def without_what_is_not_ours(sheet: str) -> str:
    """A style sheet without the gov.uk typeface, crest and crown, with relative addresses.

    Args:
        sheet: minified CSS as published.
    """
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    sheet = re.sub(r"@font-face\{[^}]*\}", "", sheet)
    sheet = re.sub(r"GDS Transport,\s*arial,\s*sans-serif", SYSTEM_FONTS, sheet, flags=re.IGNORECASE)
    sheet = re.sub(r"(?<=[{}])[^{},@]*(?:crown|crest)[^{},]*\{[^}]*\}", "", sheet)
    sheet = re.sub(r"url\(/assets/images/govuk-crest\.svg\)", "none", sheet)
    return sheet.replace("url(/assets/", "url(")


def without_source_map(script: str) -> str:
    """A script without the address of a source map that is not shipped."""
    return re.sub(r"//# sourceMappingURL=\S+", "", script)


def images_in(sheet: str) -> list[str]:
    """File names of the images that a patched sheet asks for."""
    return sorted(set(re.findall(r"url\(images/([^)]+)\)", sheet)))


def build(node_modules: Path = NODE_MODULES, vendor: Path = VENDOR) -> bool:
    """Write the vendor folder; do nothing when it already holds what these packages and this script would give.

    Args:
        node_modules: where npm installed.
        vendor: the folder to write.

    Returns:
        True when something was written.

    Raises:
        AssetsMissing: a package is not installed.
    """
    sources = {target: node_modules / source for target, source in SHEETS_AND_SCRIPTS.items()}
    absent = [str(path) for path in sources.values() if not path.is_file()]
    if absent:
        raise AssetsMissing(f"Not found: {', '.join(absent)}. Run `npm ci` beside package-lock.json first.")
    stamp = _stamp(list(sources.values()))
    stamp_file = vendor / "stamp.txt"
    if stamp_file.is_file() and stamp_file.read_text(encoding="utf-8") == stamp:
        return False
    for target, source in sources.items():
        text = source.read_text(encoding="utf-8")
        text = without_source_map(text) if target.endswith(".js") else without_what_is_not_ours(text)
        _write(vendor / target, text.encode())
        for image in images_in(text):
            _write(vendor / Path(target).parent / "images" / image, (node_modules / IMAGES / image).read_bytes())
    _write(vendor / "LICENCES.txt", _licences(node_modules).encode())
    stamp_file.write_text(stamp, encoding="utf-8")
    return True


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if path.suffix in {".css", ".js"}:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, mtime=0))


def _stamp(sources: list[Path]) -> str:
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()


def _licences(node_modules: Path) -> str:
    parts = []
    for name, owner in PACKAGES.items():
        package = json.loads((node_modules / name / "package.json").read_text(encoding="utf-8"))
        parts.append(f"{name} {package['version']}, licence {package['license']}\nCopyright (c) {owner}\n")
    return "\n".join(parts) + "\n" + MIT


def main() -> int:
    """Build, and say in one line what happened."""
    try:
        written = build()
    except AssetsMissing as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    sys.stdout.write(f"{'Wrote' if written else 'Nothing to do:'} {VENDOR}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
