"""What the record of a meeting calls its parts, in English and Welsh; the pages of records use the same words."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.domain.texts import Text

STATES: Mapping[str, Text] = {
    "draft": Text("Draft", "Drafft"),
    "checked": Text("Checked, not sealed", "Wedi'i wirio, heb ei selio"),
    "sealed": Text("Sealed", "Wedi'i selio"),
    "superseded": Text("Sealed; a later version holds", "Wedi'i selio; mae fersiwn diweddarach yn dal"),
}
CAME: Mapping[str, Text] = {
    "present": Text("Present", "Yn bresennol"),
    "remote": Text("Present from afar", "Yn bresennol o bell"),
    "sent": Text("Sent information", "Anfonodd wybodaeth"),
    "apologies": Text("Apologies", "Ymddiheuriadau"),
    "no_response": Text("Asked, did not answer", "Gofynnwyd, dim ateb"),
    "invited": Text("Asked, nothing noted", "Gofynnwyd, dim wedi'i nodi"),
    "observer": Text("Observer", "Sylwedydd"),
}
MODES: Mapping[str, Text] = {
    "in_person": Text("In person", "Wyneb yn wyneb"),
    "video": Text("By video", "Trwy fideo"),
    "telephone": Text("By telephone", "Dros y ffôn"),
}
MISSING: Mapping[str, Text] = {
    "not_ended": Text("The meeting has not ended.", "Nid yw'r cyfarfod wedi dod i ben."),
    "no_chair": Text("Nobody is recorded as the chair.", "Nid oes neb wedi'i gofnodi fel cadeirydd."),
    "not_quorate": Text(
        "Those who have to be there were not all there.", "Nid oedd pawb y mae'n rhaid iddynt fod yno yn bresennol."
    ),
    "nobody_there": Text("Nobody is recorded as having been there.", "Nid oes neb wedi'i gofnodi fel yn bresennol."),
    "not_written": Text("Nothing was written down", "Ni nodwyd dim"),
    "two_texts": Text(
        "Two texts stand beside each other, and nobody chose", "Mae dau destun ochr yn ochr, ac ni ddewisodd neb"
    ),
    "not_decided": Text("Nothing was decided at this meeting", "Ni phenderfynwyd dim yn y cyfarfod hwn"),
    "no_basis": Text(
        "No lawful basis for sharing is on record.", "Nid oes sail gyfreithlon dros rannu wedi'i chofnodi."
    ),
    "basis_not_confirmed": Text(
        "A lawful basis has not been confirmed by anybody.", "Nid oes neb wedi cadarnhau sail gyfreithlon."
    ),
    "no_response": Text("Was asked to come and did not answer", "Gofynnwyd iddynt ddod ac ni chafwyd ateb"),
    "no_referral": Text("What the referral says is not summed up.", "Nid oes crynodeb o'r atgyfeiriad."),
}
ANSWERS: Mapping[str, Text] = {
    "not_answered": Text("asked before the meeting, no answer", "gofynnwyd cyn y cyfarfod, dim ateb"),
    "not_known": Text("not known to it", "ddim yn hysbys iddi"),
    "known_nothing_relevant": Text("known, nothing relevant", "hysbys, dim byd perthnasol"),
    "shared": Text("shared information", "rhannodd wybodaeth"),
    "held_not_written": Text("holds something that cannot be written", "yn dal rhywbeth na ellir ei ysgrifennu"),
    "not_identified": Text("could not identify the person", "ni allai adnabod y person"),
    "could_not_search": Text("could not search", "ni allai chwilio"),
    "kept_back": Text(
        "answered; not shown while the rating is no more urgent",
        "wedi ateb; ni ddangosir tra nad yw'r radd yn fwy brys",
    ),
}
HOUSEHOLD: Mapping[str, Text] = {
    "all_added": Text("Everybody else who lives there is on this case", "Mae pawb arall sy'n byw yno ar yr achos hwn"),
    "nobody_else": Text("Nobody else lives there", "Nid oes neb arall yn byw yno"),
    "left_out": Text("Somebody is left out", "Gadawyd rhywun allan"),
    "not_known": Text("It is not known who else lives there", "Nid yw'n hysbys pwy arall sy'n byw yno"),
}
CONSENTS: Mapping[str, Text] = {
    "given": Text("agreement given", "cytundeb wedi'i roi"),
    "refused": Text("agreement refused", "cytundeb wedi'i wrthod"),
    "not_sought": Text("agreement not sought", "ni cheisiwyd cytundeb"),
    "told": Text("told first", "dywedwyd wrthynt yn gyntaf"),
    "not_told": Text("not told first", "ni ddywedwyd wrthynt yn gyntaf"),
    "exempt": Text("need not be told", "nid oes rhaid dweud wrthynt"),
}

REFERENCE, VERSION, STATE = Text("Reference", "Cyfeirnod"), Text("Version", "Fersiwn"), Text("State", "Cyflwr")
MEETING, KIND, GUIDANCE = Text("Meeting", "Cyfarfod"), Text("Kind", "Math"), Text("Guidance", "Canllawiau")
TO_CHECK = Text("edition to be checked against its source", "argraffiad i'w wirio yn erbyn ei ffynhonnell")
BEGAN, ENDED, MODE = Text("Began", "Dechreuodd"), Text("Ended", "Daeth i ben"), Text("How", "Sut")
CHAIR, MINUTES = Text("Chair", "Cadeirydd"), Text("Minutes taken by", "Cofnodion gan")
QUORUM, QUORATE = Text("Quorum", "Cworwm"), Text("Met", "Wedi'i gyrraedd")
NOT_QUORATE = Text("Not met", "Heb ei gyrraedd")
AT_END_MET = Text("Met at its end", "Wedi'i gyrraedd ar y diwedd")
AT_END_NOT_MET = Text("Not met any more at its end", "Heb ei gyrraedd mwyach ar y diwedd")
NOT_RECORDED = Text("Not recorded", "Heb ei gofnodi")
AGENCY, WHO, ATTENDED = Text("Agency", "Asiantaeth"), Text("Who", "Pwy"), Text("Attendance", "Presenoldeb")
NOT_NAMED = Text("name not recorded", "enw heb ei gofnodi")
JOINED = Text("joined at {at}", "ymunodd am {at}")
LEFT = Text("left at {at}", "gadawodd am {at}")
BEFORE = Text("not there when it was decided for {who}", "ddim yno pan benderfynwyd ar gyfer {who}")
NAME, BORN, ROLE = Text("Name", "Enw"), Text("Date of birth", "Dyddiad geni"), Text("Who they are", "Pwy ydynt")
PEOPLE = Text("People this record is about", "Y bobl y mae'r cofnod hwn yn ymwneud â nhw")
UNBORN, NO_NAME = Text("Unborn baby", "Baban heb ei eni"), Text("Name not known", "Enw ddim yn hysbys")
NEEDS = Text("Language and communication", "Iaith a chyfathrebu")
OTHERS = Text("Others on the case", "Eraill ar yr achos")
ANOTHER = Text("Somebody who has a record of their own", "Rhywun sydd â chofnod ei hun")
HOME = Text("Household", "Cartref")
RECEIVED, ABOUT_ALL = Text("Received", "Derbyniwyd"), Text("The whole case", "Yr achos cyfan")
SAID, SOURCE, NATURE = Text("What was said", "Yr hyn a ddywedwyd"), Text("About", "Ynghylch"), Text("Kind", "Math")
WRITTEN_BY = Text("Written down by", "Nodwyd gan")
BEFOREHAND = Text("Before the meeting", "Cyn y cyfarfod")
SHARED_BEFORE = Text("What it shared before the meeting", "Yr hyn a rannodd cyn y cyfarfod")
FROM = Text("From", "Oddi wrth")
NOT_RELEASED = Text(
    "pieces it has not released to everybody whom this record goes to: {count}",
    "darnau nad yw wedi'u rhyddhau i bawb y mae'r cofnod hwn yn mynd atynt: {count}",
)
KEPT_CLOSER = Text(
    "what it shared is kept more closely than this record, or is also about somebody who has a record of their own",
    "cedwir yr hyn a rannodd yn agosach na'r cofnod hwn, neu mae hefyd yn ymwneud â rhywun sydd â chofnod ei hun",
)
NO_AGENCY = Text("Nobody of the hub's agencies", "Neb o asiantaethau'r hyb")
NOTHING_SAID = Text("Nothing was written down of what it said.", "Ni nodwyd dim o'r hyn a ddywedodd.")
IN_OTHER_WORDS = Text("Put in these words by {who}, {at}", "Rhoddwyd yn y geiriau hyn gan {who}, {at}")
BOTH = Text("Two texts; nobody chose between them", "Dau destun; ni ddewisodd neb rhyngddynt")
DECIDED, REASONS = Text("Decided", "Penderfynwyd"), Text("Reasons", "Rhesymau")
THRESHOLD, ADVICE = Text("Threshold", "Trothwy"), Text("Advice", "Cyngor")
THRESHOLDS: Mapping[str, Text] = {
    "met": Text("Met", "Wedi'i gyrraedd"),
    "not_met": Text("Not met", "Heb ei gyrraedd"),
    "not_known": Text("Not known yet", "Ddim yn hysbys eto"),
}
VIEWS, BY, WHEN = Text("Their views", "Eu barn"), Text("By", "Gan"), Text("When", "Pryd")
RECOMMENDATION = Text("Recommendation", "Argymhelliad")
WITHOUT = Text(
    "Decided without something that is asked for first, because", "Penderfynwyd heb rywbeth gofynnol, oherwydd"
)
AGENCY_VIEWS = Text("What agencies thought", "Barn asiantaethau")
FOR, WHOSE, THEY_SAID = Text("For", "Ar gyfer"), Text("Whose", "Pwy"), Text("What they said", "Yr hyn a ddywedwyd")
DISSENT = Text("Who disagreed", "Pwy oedd yn anghytuno")
NO_DISSENT = Text("Nobody is recorded as having disagreed.", "Nid oes neb wedi'i gofnodi fel yn anghytuno.")
ACTIONS, WHAT, DUE = Text("Actions agreed", "Camau y cytunwyd arnynt"), Text("What", "Beth"), Text("By when", "Erbyn")
NO_DAY = Text("no day was said", "ni nodwyd diwrnod")
SHARED, NOT_SHARED = Text("Shared", "Rhannwyd"), Text("Not shared", "Ni rannwyd")
NOBODY_CONFIRMED = Text("confirmed by nobody", "heb ei gadarnhau gan neb")
NEXT = Text("The meeting comes together again", "Mae'r cyfarfod yn dod ynghyd eto")
NO_NEXT = Text("No further meeting was agreed.", "Ni chytunwyd ar gyfarfod arall.")
GOES_TO = Text("Receives it", "Yn ei gael")
CHANGES, WHY = Text("What changed", "Yr hyn a newidiodd"), Text("Why", "Pam")
FIRST = Text("First version", "Y fersiwn gyntaf")
DRAFTED, CHECKED, SEALED = Text("Drafted", "Drafftiwyd"), Text("Checked", "Gwiriwyd"), Text("Sealed", "Seliwyd")
NOT_YET = Text("not yet", "ddim eto")
MISSING_HEADING = Text("What is missing", "Yr hyn sydd ar goll")
MISSING_WHY = Text("Why it was sealed all the same", "Pam y cafodd ei selio serch hynny")
NOTHING_MISSING = Text("Nothing that is needed is missing.", "Nid oes dim sydd ei angen ar goll.")
NOT_SHOWN = Text("Your role is not shown this part.", "Nid yw eich rôl yn cael gweld y rhan hon.")
SEPARATE = Text(
    "This record is about somebody alleged to have caused harm. It stands by itself.",
    "Mae'r cofnod hwn yn ymwneud â rhywun yr honnir iddo achosi niwed. Mae'n sefyll ar ei ben ei hun.",
)
