"""What each finding of a check says to whoever keeps the hub: what is wrong, and what to do, by its code."""

# Long because: one table says every finding of every check.

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    # Forms.
    "nothing-is-enough": (
        "",
        "Choose at most three questions after which it can be sent: who, what worries you, how to reach you.",
    ),
    "must-be-answered": (
        "{0} can be left open in no way, so that a worried person could not send anything.",
        "Let it be answered with I do not know, or not answered at all: not knowing is an answer.",
    ),
    "no-danger-rule": ("", "Add a rule for when the alarm goes off."),
    "least-above-most": ("The most that can be answered to {thing} is below the least.", "Exchange the two."),
    "exclusive-alone": (
        "Only one answer of {thing} can be chosen, so an answer that excludes the others says nothing.",
        "Take the mark away.",
    ),
    "meaning-of-another-type": (
        "{Thing} is another kind of question than what it is said to mean.",
        "Change its kind, or choose another meaning.",
    ),
    "protected-for-all": (
        "The answer to {thing} is protected, but every reader of the contact would see it.",
        "Say who may see it.",
    ),
    "gives-another-type": ("What {thing} works out is of another kind than it says.", "Change the one or the other."),
    "reads-own-page": (
        "{Thing} is shown by {0}, which stands on the same page, in another way than by one of its answers.",
        "Move it to a later page, or show it when one of the answers is chosen.",
    ),
    "reads-later-page": ("{Thing} is shown by {0}, which is asked only afterwards.", ""),
    "no-english": ("", "Choose English as well: every text has it."),
    "address-taken": (
        "Nobody could reach {thing}: its address is a page of the platform's own.",
        "Make it anew under another name.",
    ),
    "duplicate-id": ("{Thing} stands here twice.", "Take one of the two out, or copy it so that it is one of its own."),
    # Rules, wherever they stand.
    "unknown-question": (
        "The rule of {thing} reads a question that is not there any more, or that it may not read.",
        "Choose another question in it, or take the rule away.",
    ),
    "unknown-option": (
        "The rule of {thing} names an answer that its question does not have.",
        "Choose another answer in it, or take the rule away.",
    ),
    "rule-type": (
        "The rule of {thing} uses an answer of another kind than it needs.",
        "Choose another question in it, or take the rule away.",
    ),
    "rule-literal": (
        "The rule of {thing} compares an answer with something that it cannot be.",
        "Put the rule right, or take it away.",
    ),
    **dict.fromkeys(
        ("rule-argument", "rule-arguments", "rule-shape", "rule-unknown-operator", "rule-rows-in-rows"),
        ("The rule of {thing} cannot be read.", "Make it anew on its page, or take it away."),
    ),
    "rule-too-large": ("The rule of {thing} has too many parts.", ""),
    "rule-too-deep": ("The rule of {thing} has conditions within conditions too deep.", ""),
    "not-yes-or-no": (
        "The rule of a suggestion of {thing} does not say yes or no.",
        "Compare what is answered with something.",
    ),
    # Stages.
    "protection-waits": (
        "{Thing} would wait for something, and protection and information never do.",
        "Let it wait for nothing.",
    ),
    "never-taken": ("{Thing} is never taken: {0} stands before it and always holds.", ""),
    "never-closes": (
        "No stage at which a case is closed can be reached from the first stage.",
        "Add such a stage, and a way that leads to it.",
    ),
    "unreachable-stage": ("No way leads from the first stage to {thing}.", "Add a way to it, or take it out."),
    "dead-end": ("A case that stands at {thing} never leaves it.", "Add a way that leads on."),
    "unknown-document": (
        "{Thing} leads to something that is not in this draft, or is not sound.",
        "Mend it, or choose another.",
    ),
    # Agencies, checks and what they rest on.
    "no-mailbox": (
        "{0} is asked but has no mailbox: only its screen will show it.",
        "Write the address of its mailbox.",
    ),
    "asked-twice": ("{Thing} asks the same agency twice.", "Put the questions to one agency together."),
    "not-in-force": (
        "{Thing} rests on {0}, which is not in force: no day has been appointed for it.",
        "Choose one that is in force.",
    ),
    "other-nation": ("{Thing} rests on {0}, which does not hold in this hub's nation.", "Choose one that holds there."),
    "no-exemption": ("", "Say there what allows it, or prepare another answer."),
    "options-and-choice": (
        "{Thing} is to be answered by choosing and has nothing to choose from, or the other way round.",
        "Add at least two answers, or let it be answered in another way.",
    ),
    # Who decides, and where people go next.
    "below-floor": ("", "Choose a decider who has the qualification that the law asks for."),
    "decider-cannot-decide": (
        "The role {0} is one of {thing} and may not decide.",
        "Let the role decide, or choose another.",
    ),
    "ages-order": ("Nobody is of the ages of {thing}.", "Let the first age be below the last."),
    "unborn-adult": (
        "{Thing} is for adults and cannot take unborn babies.",
        "Leave them out, or take them on the children's strand.",
    ),
    "no-way-out": ("No outcome is open for {thing}: nothing could be decided.", "Open outcomes for it."),
    "no-protective-route": (
        "No outcome of {thing} protects somebody at once.",
        "Mark the outcomes that may be started at any stage as protecting.",
    ),
    "outcome-of-another-law": (
        "What {thing} means in law is not for those whom its strand is for.",
        "Give the strand an outcome of its own.",
    ),
    "route-not-open": (
        "The outcome {0} stands at {thing} and is not open there.",
        "Open it, or take it out of the rating.",
    ),
    "nobody-may": ("No role may {name0}, so nobody in the hub could.", "Give it to a role."),
    "administrator-reads-cases": ("{Thing} builds the hub and reads cases as well.", ""),
    "vote-nobody-needs": (
        "Nobody who decides takes {thing} first: people may still open it by hand.",
        "Choose it where it is said who decides.",
    ),
    "no-challenge": ("", "Say who answers at each step, and by when."),
    "no-way-back": (
        "{Thing} ends here without advice or a way back.",
        "Ask for advice in words, and write how whoever is still worried comes back.",
    ),
    "household-not-asked": ("On {thing} nobody has to say who else lives there before deciding.", "Have it asked."),
    "no-case-system": ("", "Write the address of the case system, or choose another way."),
    # Ratings.
    "no-decision-clock": (
        "{Thing} counts in timeliness and has no clock for its decision.",
        "Choose by when it is decided, or say that it does not count.",
    ),
    "nobody-confirms": ("", "Say who confirms that the highest rating is lowered, or take the clock out."),
    "nothing-to-lower": (
        "{Thing} has one rating, which cannot be lowered.",
        "Take the confirming out, or add ratings.",
    ),
    "own-scale-beside": ("{Thing} is rated on {0} already: it would overwrite itself.", ""),
    "tiers-look-alike": ("", "Give each rating a colour, a shape and a name of its own."),
    "reads-as-safe": ("", ""),
    # Meetings, documents and who keeps what.
    "post-without-meetings": (
        "The role {0} is named in {thing} and may not {name1}.",
        "Let the role do it, or name another.",
    ),
    "quorum-of-nobody": ("A part of the quorum of {thing} names nobody, so anybody would do.", ""),
    "quorum-not-invited": (
        "Nobody of a part of the quorum of {thing} is asked to come.",
        "Ask one of its agencies to come.",
    ),
    "quorum-below-law": (
        "",
        "Mark parts of three agencies as asked for by law, one of them with the qualification of whoever decides.",
    ),
    "record-of-another-kind": ("The document {0} is not the record of a meeting.", "Choose a document that is."),
    "nobody-may-open": (
        "What comes as {0} is shown to those who keep it alone, and none of them may {name1}.",
        "Name somebody who may among those who keep it.",
    ),
    "time-boxed-role-writes": ("{Thing} is held for a time and reads alone, and may {name1}.", ""),
    "unknown-section": (
        "{Thing} names a section that a document of its kind does not have.",
        "Choose another section.",
    ),
    "section-twice": ("{Thing} has a section twice.", "Keep one of them."),
    # Time.
    "warns-at-once": ("{Thing} would warn before it has begun.", "Write fewer minutes than the clock has."),
    "nobody-is-told": (
        "Nobody is told when {thing} is not seen to in time.",
        "Choose who is told, here or at the clock.",
    ),
    "waits-for-the-office": ("", "Choose a clock that runs through the night: the law does not wait."),
    "never-opens": (
        "{Thing} never opens, so a clock that counts by it would never end.",
        "Give it hours on at least one day of the week.",
    ),
    "hours-order": ("Some hours of {thing} end before they begin, or begin before those before them have ended.", ""),
    "runs-while-closed": (
        "{Thing} counts in working time, which cannot run through the night.",
        "Count in hours or days, or let it wait until the hub opens.",
    ),
    "not-from-receipt": (
        "The clock {0} does not run from when something was received, so nothing would start it.",
        "Choose a clock that does.",
    ),
    "first-look-waits": (
        "Nobody is alarmed at night about what arrives at night as {thing}.",
        "Consider a first look whose clock runs through the night.",
    ),
    "cannot-acknowledge": (
        "The role {0} is told by {thing} and may not take an alarm on.",
        "Let the role take alarms on, or tell another.",
    ),
    "same-rung": ("A step of {thing} repeats the one before at once.", "Leave it out."),
    "repeats-at-once": (
        "The last step of {thing} repeats, and would do so without end at once.",
        "Let at least one minute pass before it.",
    ),
    "not-from-the-deed": (
        "The clock {0} counts from receipt, so it may be over before anybody was asked.",
        "Choose a clock that runs from the deed that it follows.",
    ),
    # Ways in.
    "same-form-twice": (
        "The way in {0} leads to the same form as {thing}, and a form has one address.",
        "Choose another form, or let one way in serve both.",
    ),
    "form-without-welsh": ("The form of {thing} has no Welsh.", "Have it translated."),
    "never-open": ("{Thing} closes before it opens.", "Let its last day be its first or later."),
    "no-form": (
        "{Thing} is open to anybody and leads to no form.",
        "Choose its form, or say that only workers use it.",
    ),
    "nothing-to-read": (
        "A strand of {thing} opens by what a form says, and it leads to no form.",
        "Choose a form for it, or let the strand open for its kind.",
    ),
    "not-of-the-kind": ("{0} opens no strand {1}.", "Add it to the strands of the kind, or choose one of those."),
    "not-an-import": ("", "Leave the columns out, or say that files arrive there."),
    "in-two-places": ("The postcodes {0} belong to {1} already.", ""),
    "ends-before-it-begins": ("The last day of {thing} is before its first.", ""),
    # Letters and words.
    "two-letters": ("There is another letter for the same moment as {thing}, and only one can be sent.", ""),
    "outcome-of-no-route": (
        "No outcome of this hub means what {thing} is for, so it would never be written.",
        "Choose a meaning that one of the outcomes has.",
    ),
    "no-letter": ("There is no letter for the moment {name0}.", "Add one that is sent then."),
    "notice-with-an-outcome": (
        "{Thing} is a notice, and says the same whatever was decided: that there is something to read.",
        "Leave the outcomes and the clock out, or say for whom the letter is written.",
    ),
    "no-page": ("The public page {0} has no words.", "Write it."),
    "words-without-place": (
        "Some of the hub's own words belong to something that is not there any more.",
        "Write them anew on the page of the form or of the stages.",
    ),
    "long-text-message": ("{Thing} is long for a text message, once its link is filled in.", ""),
    "too-little-contrast": ("", "Take a darker colour."),
    # What has not the shape that it must have.
    "missing": ("{Thing} lacks something that it needs: {name0}.", "Write or choose it."),
    "too-short": ("{Thing} has less than it needs{field}.", "Add what is missing."),
    "too-long": ("{Thing} has more than it can hold{field}.", "Shorten it, or take some out."),
    "out-of-bounds": ("A number of {thing} is out of bounds{field}.", ""),
    **dict.fromkeys(
        ("wrong-type", "unknown-word", "wrong-form"),
        ("Something of {thing} is not written as it must be{field}.", "Write or choose it anew."),
    ),
    **dict.fromkeys(
        ("unknown-name", "not-for-this-type"),
        ("{Thing} has something that nothing of its kind has{field}.", "Change its kind back, or make it anew."),
    ),
}
"""By code: what is wrong, and what to do; "" where the check's own sentence says it without an id. `{thing}` is the
nearest thing with a name, `{0}` and `{1}` are what the check named, in quotation marks, and `{name0}` without."""

OF_EXAMPLES = (
    "The worked example {name} does not fit the hub any more.",
    "Rehearse it to see where, and give it anew as a file, or take it out.",
)
