"""Which rows the working hub has to light, and which of them are dark still, each with its reason."""

from __future__ import annotations

WANTED = """
COR-1 COR-2 COR-3 COR-4 COR-6 HAM-1 HAM-3 BRA-1 BRA-2 BRA-3 BRA-5 BRA-6
KEN-1 KEN-2 KEN-3 KEN-4 KEN-6 KEN-7 KEN-10 BUR-1 BUR-3 BUR-7 BWD-1 BWD-2 BWD-5 BWD-6
CAM-1 CAM-2 CAM-3 CAM-4 CAM-8 CAM-10 NTH-1 NTH-2 NTH-3 NTH-5 SAN-1 SAN-3 SAN-6 SAN-8
WIL-1 WIL-2 WIL-3 WIL-5 WIL-7 WIL-8 WIL-9 MER-1 MER-2 MER-3 MER-4 MER-6 MER-7
NOT-1 NOT-2 NOT-3 NOT-5 NOT-6 NOT-7 NOT-8 NOT-9 EAL-4 EAL-6
LAW-1 LAW-2 LAW-3 MODE-1 MODE-2 BND-1
""".split()

# This list only ever gets shorter.
NOT_LIT: dict[str, str] = {
    "COR-1": "Its hub is not drawn yet.",
    "COR-2": "Its hub is not drawn yet.",
    "COR-3": "Its hub is not drawn yet.",
    "COR-4": "A referrer cannot challenge a decision yet.",
    "COR-6": "Nobody can be named to be rung by an agency that is on call.",
    "HAM-3": "An agency without members has no link to answer by yet.",
    "BRA-1": "Its hub is not drawn yet.",
    "BRA-2": "Its hub is not drawn yet.",
    "BRA-3": "Its hub is not drawn yet.",
    "BRA-5": "Its hub is not drawn yet.",
    "BRA-6": "Its hub is not drawn yet.",
    "KEN-1": "Whether an adult is known already is not looked up at receipt yet.",
    "KEN-3": "There is no view for handing over from day to night yet.",
    "KEN-4": "Grants are those of roles; an agency's own limits are not drawn yet.",
    "KEN-7": "A consultation has no way in of its own yet.",
    "BUR-7": "There is no view of cover yet.",
    "BWD-1": "Its hub is not drawn yet.",
    "BWD-2": "Its hub is not drawn yet.",
    "BWD-5": "There is no log of near misses yet.",
    "BWD-6": "Its hub is not drawn yet.",
    "CAM-1": "Where somebody lives is not looked at on receipt yet.",
    "CAM-2": "A source cannot be switched on on a date yet.",
    "CAM-3": "A request for information has no kind and form of its own yet.",
    "CAM-4": "Whether a family is known already is not looked up at receipt yet.",
    "CAM-8": "Its hub is not drawn yet.",
    "CAM-10": "A decision cannot be handed to the assessment with its recommendation yet.",
    "NTH-1": "Asking and showing cannot be held to a threshold yet.",
    "NTH-2": "Its hub is not drawn yet.",
    "NTH-3": "An agency's single point of contact cannot be named yet.",
    "NTH-5": "There is no way in for a call for advice yet.",
    "SAN-1": "Its hub is not drawn yet.",
    "SAN-3": "A pathway has one scale only so far.",
    "SAN-6": "A rating cannot suggest where somebody may be offered help yet.",
    "SAN-8": "What another service sends back or over is not taken as a transfer yet.",
    "WIL-1": "Its hub is not drawn yet.",
    "WIL-2": "Two front doors of one hub share what is seen so far.",
    "WIL-3": "Agencies cannot vote yet.",
    "WIL-5": "A fast track past a vote needs the vote first.",
    "WIL-7": "Missing and absent reports are not taken in numbers yet.",
    "WIL-8": "What is not for the hub is not passed on and counted yet.",
    "WIL-9": "A phase cannot be switched on on a date yet.",
    "MER-4": "Notifications have no kinds and forms of their own yet.",
    "MER-6": "An agency cannot call its own post by its own name yet.",
    "MER-7": "A section cannot be kept for one agency yet.",
    "NOT-1": "There is no wall yet.",
    "NOT-2": "Its hub is not drawn yet.",
    "NOT-3": "A rating cannot be challenged yet.",
    "NOT-5": "Its hub is not drawn yet.",
    "NOT-6": "A letter is sent as a message; a letter as PDF comes with the documents.",
    "NOT-7": "An agency's return file cannot be taken in yet.",
    "NOT-8": "Who manages whom is not drawn yet.",
    "NOT-9": "A seat has no rotation of its own yet.",
    "EAL-4": "Its hub is not drawn yet.",
    "EAL-6": "A partner cannot tag a concern yet.",
    "LAW-2": "A lawful basis is prepared but not confirmed for each send yet.",
    "LAW-3": "An adult's capacity and wishes are not on the decision yet.",
    "MODE-1": "Its hub is not drawn yet.",
    "MODE-2": "Its hub is not drawn yet.",
    "BND-1": "A police officer's several seats are not walked by a test of this name yet.",
}
