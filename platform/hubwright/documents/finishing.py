"""What a printed file needs beyond what WeasyPrint gives it: scope of table headers, and the claim of PDF/UA.

It is done on the objects before they are written, so that nothing has to be read back.
"""

from __future__ import annotations

from typing import Any

_UA = (
    b'<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="" '
    b'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>'
)
# PDF/A-3 wants every property that it does not know itself described in the file.
_SCHEMA = (
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    b'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name>"
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>The part of ISO 14289 to which the file holds</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
_END = b"</rdf:RDF>"


def finish(_document: object, pdf: Any) -> None:
    """Complete a file before it is written: WeasyPrint's `finisher`.

    Args:
        pdf: a `pydyf.PDF`, all of whose objects are there.
    """
    _say_scope(pdf)
    _claim_accessibility(pdf)
    attached = pdf.catalog.get("AF")
    if attached:
        # WeasyPrint names each file twice.
        attached[:] = list(dict.fromkeys(attached))


def _say_scope(pdf: Any) -> None:
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH":
            row = _at(pdf, element["P"])
            group = _at(pdf, row["P"])
            element["A"]["Scope"] = "/Column" if group.get("S") == "/THead" else "/Row"


def _at(pdf: Any, reference: Any) -> Any:
    return pdf.objects[int(bytes(reference).split()[0])]


def _claim_accessibility(pdf: Any) -> None:
    metadata = _at(pdf, pdf.catalog["Metadata"])
    metadata.stream = [
        part.replace(_END, _UA + _SCHEMA + _END) if isinstance(part, bytes) else part for part in metadata.stream
    ]
