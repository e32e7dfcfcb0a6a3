from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from hubwright.domain.errors import MailFailed
from hubwright.notices import BadMailUrl, FolderMail, SmtpMail, mail_from_url


class TestServers:
    @pytest.mark.parametrize(
        ("url", "port"),
        [
            ("smtp://mail.example", 25),
            ("smtps://mail.example", 465),
            ("smtp+starttls://mail.example", 587),
            ("smtp://mail.example:2525/", 2525),
        ],
    )
    def test_each_way_has_its_usual_port(self, url, port):
        mail = mail_from_url(url)
        assert isinstance(mail, SmtpMail)
        assert (mail.server.host, mail.server.port) == ("mail.example", port)

    def test_user_and_password_are_unescaped_and_the_password_is_not_shown(self):
        mail = mail_from_url("smtps://hub%40oakfield.example:p%40ss%2Fw@mail.example")
        assert isinstance(mail, SmtpMail)
        assert (mail.server.user, mail.server.password) == ("hub@oakfield.example", "p@ss/w")
        assert "p@ss" not in repr(mail.server)

    @pytest.mark.parametrize(
        ("url", "sender"),
        [
            ("smtp://mail.example?from=front.door@oakfield.example", "front.door@oakfield.example"),
            ("smtp://hub%40oakfield.example:x@mail.example", "hub@oakfield.example"),
            ("smtp://hub:x@mail.example", "hubwright@mail.example"),
        ],
    )
    def test_the_sender_is_said_or_the_user_or_the_host(self, url, sender):
        mail = mail_from_url(url)
        assert isinstance(mail, SmtpMail)
        assert mail.server.sender == sender

    @pytest.mark.parametrize(
        "url",
        [
            "",
            "mail.example",
            "http://mail.example",
            "smtp://",
            "smtp://:secret@",
            "smtp://hub:secret@mail.example:port",
            "smtp://hub:secret@mail.example:99999",
            "smtp://hub:sec/ret@mail.example",
            "smtp://hub:secret@mail.example/path",
            "smtp://hub:secret@mail.example#fragment",
            "smtp://hub:secret@mail.example?form=a@b.example",
            "smtp://hub:secret@mail.example?from=nobody",
            "smtp://hub:secret@mail.example?from=",
            "smtp://hub:secret@[mail.example",
            "folder:",
            "folder://mail/path",
        ],
    )
    def test_what_cannot_be_read_is_refused_without_being_repeated(self, url):
        with pytest.raises(BadMailUrl) as caught:
            mail_from_url(url)
        assert "secret" not in str(caught.value)
        assert "Write " in str(caught.value)


class TestFolder:
    def send(self, mail: FolderMail, message_id: str = "n-1", **changes: str) -> None:
        parts = {"to": "duty@oakfield.example", "subject": "Gŵyl", "body": "Reference 7K3Q9M2X.\n"}
        mail.send(message_id=message_id, **{**parts, **changes})

    def test_each_message_is_a_file_that_a_mail_program_opens(self, tmp_path):
        mail = mail_from_url(f"folder:{tmp_path}/post%20box")
        assert isinstance(mail, FolderMail)
        self.send(mail)
        (file,) = (tmp_path / "post box").iterdir()
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        assert file.name == "n-1.eml"
        assert (message["To"], message["Subject"]) == ("duty@oakfield.example", "Gŵyl")

    def test_the_same_id_again_takes_the_place_of_the_first(self, tmp_path):
        mail = FolderMail(tmp_path)
        self.send(mail)
        self.send(mail, body="Again.\n")
        assert [file.name for file in tmp_path.iterdir()] == ["n-1.eml"]
        assert b"Again." in (tmp_path / "n-1.eml").read_bytes()

    @pytest.mark.parametrize("message_id", ["../../escape", "<a/b@c.example>", "n" * 300])
    def test_an_id_never_leads_out_of_the_folder(self, tmp_path, message_id):
        self.send(FolderMail(tmp_path / "post"), message_id)
        (file,) = (tmp_path / "post").iterdir()
        assert file.parent == tmp_path / "post"
        assert [one.name for one in tmp_path.iterdir()] == ["post"]

    def test_the_folder_is_for_its_owner_only(self, tmp_path):
        self.send(FolderMail(tmp_path / "post"))
        assert (tmp_path / "post").stat().st_mode & 0o077 == 0

    def test_a_folder_that_cannot_be_made_is_for_now(self, tmp_path):
        (tmp_path / "post").write_text("a file, not a folder")
        with pytest.raises(MailFailed) as caught:
            self.send(FolderMail(tmp_path / "post"))
        assert not caught.value.permanent
        assert str(Path(tmp_path)) not in str(caught.value)

    def test_a_line_break_in_the_subject_is_refused_here_too(self, tmp_path):
        with pytest.raises(MailFailed):
            self.send(FolderMail(tmp_path), subject="Oakfield\nBcc: thief@elsewhere.example")
        assert list(tmp_path.iterdir()) == []
