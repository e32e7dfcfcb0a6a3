"""What the domain and the deeds need from outside, as Protocols. `wiring` is where they meet their makers."""

from hubwright.ports.database import Draft, Installation, InstallationWork, Reading, Store, Work
from hubwright.ports.files import Files, KeptFile, Scanner
from hubwright.ports.plugins import NoPlugins, Plugins
from hubwright.ports.printing import Printer
from hubwright.ports.sending import Bounce, Bounces, Job, Mail, Outbox, Systems, Texts
from hubwright.ports.trials import Progress, Trier
from hubwright.ports.world import BankHolidays, FillLetter, Ids, Now, Sealer

__all__ = [
    "BankHolidays",
    "Bounce",
    "Bounces",
    "Draft",
    "Files",
    "FillLetter",
    "Ids",
    "Installation",
    "InstallationWork",
    "Job",
    "KeptFile",
    "Mail",
    "NoPlugins",
    "Now",
    "Outbox",
    "Plugins",
    "Printer",
    "Progress",
    "Reading",
    "Scanner",
    "Sealer",
    "Store",
    "Systems",
    "Texts",
    "Trier",
    "Work",
]
