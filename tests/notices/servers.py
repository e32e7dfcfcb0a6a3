"""Real mail servers on free ports, for the tests."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PASSWORD = "p@ss/word:1"


class PostRoom:
    """Takes messages in, except as its receivers' and senders' names tell it not to."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.raw: list[bytes] = []

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802 (aiosmtpd's name)
        if address.startswith("stranger@"):
            return f"550 5.7.1 {address} may not send from here"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("gone@"):
            return f"550 5.1.1 {address} is unknown here"
        if address.startswith("full@"):
            return f"452 4.2.2 the mailbox of {address} is full"
        if address.startswith("drops@"):
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if envelope.rcpt_tos[0].startswith("spam@"):
            return "554 5.7.1 this looks like spam to us"
        if envelope.rcpt_tos[0].startswith("later@"):
            return "451 4.3.0 try again later"
        self.raw.append(envelope.content)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        return "250 OK"

    async def handle_QUIT(self, server, session, envelope):  # noqa: N802
        if envelope.rcpt_tos and envelope.rcpt_tos[0].startswith("rude@"):
            return "421 goodbye, not as you expect it"
        return "221 Bye"


def password_check(server, session, envelope, mechanism, data) -> AuthResult:
    """Lets in "hub" with the one password."""
    right = data.login == b"hub" and data.password == PASSWORD.encode()
    return AuthResult(success=right, handled=False)


@contextmanager
def running(room: PostRoom, **options: Any) -> Iterator[int]:
    """A server for the room; gives its port."""
    port = free_port()
    controller = Controller(room, hostname="localhost", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's context with a certificate for localhost that nobody vouches for, and the certificate's file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    public, secret = folder / "certificate.pem", folder / "key.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, secret)
    return context, public
