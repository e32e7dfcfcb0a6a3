"""The scanner's word is taken as it is given, and a scanner that cannot look has not looked."""

from __future__ import annotations

import pytest
from hubwright.domain.errors import ScanFailed
from hubwright.scanning import BadScannerUrl, scanner_from_url

from tests.scanning.daemon import MALWARE, daemon


def test_clean_and_infected_content_is_told_apart_wherever_it_is_cut():
    with daemon() as url:
        scanner = scanner_from_url(url)
        assert scanner is not None
        assert not scanner.infected([b"a picture", b"", b"of an arm"])
        assert not scanner.infected([])
        assert scanner.infected([b"x" * 70_000 + MALWARE[:9], MALWARE[9:]])


def test_a_file_too_large_for_the_scanner_has_not_been_looked_into():
    with daemon(limit=10) as url:
        scanner = scanner_from_url(url)
        assert scanner is not None
        assert scanner.infected([b"more than ten bytes"]) is None


def test_a_scanner_that_is_away_has_not_looked():
    with daemon() as url:
        pass
    scanner = scanner_from_url(url)
    assert scanner is not None
    with pytest.raises(ScanFailed):
        scanner.infected([b"a picture"])


@pytest.mark.parametrize("url", ["http://host", "clamd:", "clamd://", "clamd://host/and/path"])
def test_a_url_that_names_no_scanner_is_said_to(url):
    with pytest.raises(BadScannerUrl):
        scanner_from_url(url)


def test_no_url_is_no_scanner():
    assert scanner_from_url("") is None
