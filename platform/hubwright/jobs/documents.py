"""Documents are printed beside everything else: one at a time, in a thread that only waits for another process.

What a worker that died was printing is taken again when its lease has run out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Thread

import structlog

from hubwright.actions import documents
from hubwright.actions.documents import Asked
from hubwright.actions.taking_documents import composed_for, told_by
from hubwright.domain.documents.document import Document
from hubwright.domain.errors import PrintFailed
from hubwright.jobs.worker import Worker
from hubwright.ports import Job, Printer

_log = structlog.get_logger("hubwright.jobs")

# What has not been printed by then, though somebody began, breaks off whoever prints it.
TRIED_FOR = timedelta(hours=1)
MADE_HERE = "made here"
_BUSY = timedelta(seconds=5)


@dataclass
class Printing:
    """One document on its way to paper.

    Args:
        job: that asks for it.
        asked: the document, as somebody asked for it.
        document: its content.
        content: the file, once it is there.
        why: why there will be none.
    """

    job: Job
    asked: Asked
    document: Document
    content: bytes = b""
    why: str = ""
    thread: Thread = field(init=False)

    def begin(self, printer: Printer) -> None:
        """Begin, and do not wait."""
        # A worker that is told to end does not wait for paper: the job is taken again.
        self.thread = Thread(target=self._print, args=(printer,), name="printing", daemon=True)
        self.thread.start()

    def _print(self, printer: Printer) -> None:
        try:
            self.content = printer.pdf(self.document)
        except PrintFailed as failed:
            self.why = failed.code
        except Exception as error:  # told by its kind: what it says may repeat the document
            self.why = "broke_off"
            _log.error("printing_failed", error=type(error).__name__)


def begin(worker: Worker, job: Job) -> str:
    """Compose a document and begin to print it: "began", "waits" where another one is being printed, or "looked" where
    nothing is to be printed."""
    if worker.printing:
        worker.outbox.put_off(job, why="printing", until=worker.house.now() + _BUSY)
        return "waits"
    asked = documents.document_asked(worker.house, hub=job.hub, id=job.payload["document"])
    if asked is None or asked.settled or worker.printer is None:
        worker.outbox.finish(job, now=worker.house.now())
        return "looked"
    if asked.state == documents.MAKING and worker.house.now() - asked.at > TRIED_FOR:
        return _fail(worker, job, asked.id, "broke_off")
    documents.note(worker.house, hub=job.hub, id=asked.id, state=documents.MAKING)
    made = composed_for(worker.house, hub=job.hub, asked=asked)
    if made.document is None:
        found = [{"where": one.where, "kind": one.kind, "words": one.words} for one in made.found]
        return _fail(worker, job, asked.id, made.why, found=found)
    printing = Printing(job, asked, made.document)
    worker.printing[job.id] = printing
    printing.begin(worker.printer)
    return "began"


def keep_printed(worker: Worker, hub: str) -> int:
    """Keep what has been printed for this hub, and say how many."""
    kept = 0
    for id, printing in list(worker.printing.items()):
        if printing.job.hub != hub or printing.thread.is_alive():
            continue
        del worker.printing[id]
        if printing.content:
            _keep(worker, printing)
            kept += 1
        else:
            _fail(worker, printing.job, printing.asked.id, printing.why)
    return kept


def _keep(worker: Worker, printing: Printing) -> None:
    house, hub, now = worker.house, printing.job.hub, worker.house.now()
    file, document = house.ids.token(), printing.document
    house.store.files.keep(hub, file, printing.content, name=_name(document), media="application/pdf", at=now)
    # Nobody handed it in: there is nothing in it that somebody else could have put there as a program.
    house.store.files.judged(hub, file, state="clean", scanner=MADE_HERE, at=now)
    documents.note(
        house,
        hub=hub,
        id=printing.asked.id,
        state=documents.READY,
        file=file,
        reference=document.reference,
        version=document.version,
        digest=told_by(document),
        made_at=now,
    )
    worker.outbox.finish(printing.job, now=now)


def _name(document: Document) -> str:
    version = f"-{document.version}" if document.version else ""
    return f"{document.reference}{version}-{document.kind.replace('_', '-')}.pdf"


def _fail(worker: Worker, job: Job, id: str, why: str, *, found: list[dict[str, str]] | None = None) -> str:
    documents.note(worker.house, hub=job.hub, id=id, state=documents.FAILED, why=why, found=found)
    worker.outbox.finish(job, now=worker.house.now())
    return "looked"


def forget_old(worker: Worker, hub: str) -> int:
    """Forget documents whose days are over, once in an hour of this worker's life."""
    hour: datetime = worker.house.now().replace(minute=0, second=0, microsecond=0)
    if worker.forgot.get(hub) == hour:
        return 0
    worker.forgot[hub] = hour
    return documents.remove_old(worker.house, hub=hub)
