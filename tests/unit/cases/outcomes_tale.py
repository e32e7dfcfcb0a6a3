"""One long tale on Oakfield with everything, from a lower rating to a reference in the council's system."""

from __future__ import annotations

from datetime import date

from hubwright.domain.cases import commands as c
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.entries import REFERRER
from hubwright.domain.cases.topics import (
    actions,
    adults,
    assessing,
    challenging,
    changing_strand,
    concerns,
    entering,
    household,
    leading,
    voting,
)
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER, Story

from .acts import ADA, KIM
from .full_hub import a_full_hub

SKY = Subject("", "Sky Example", born={"year": 2008, "month": 7, "day": 1})


def told() -> Story:
    """Everything that may be done of deciding, once."""
    story = Story(a_full_hub())
    story.receives(KIM, SKY, ADA)
    does = story.does
    does(SCREENER, c.Read())
    does(SCREENER, c.Rate("child", "urgent"))
    does(SCREENER, c.Rate("child", "soon", "With her grandmother."))
    does(MANAGER, c.AnswerLowering("child", confirmed=True))
    does(SCREENER, c.Ask("child"))
    does(MANAGER, voting.OpenVote("child", "escalate", "A bruise."))
    does(POLICE, voting.CastVote("v1", "yes", "We would."))
    does(MANAGER, voting.ConcludeVote("v1", carried=True, reasons="Health rang and will write."))
    does(HEALTH, challenging.RaiseChallenge("rating", "It is urgent still."))
    does(SCREENER, challenging.AnswerChallenge("d1", "stands", "Seen today.", "She was seen today."))
    does(HEALTH, challenging.ClimbChallenge("d1", "By whom?"))
    does(HEALTH, challenging.SettleChallenge("d1", "By her doctor, we hear."))
    does(POLICE, concerns.TagConcern("gangs", "Her cousin."))
    does(SCREENER, household.AnswerHousehold("child", "left_out", "An aunt who moved out."))
    does(SCREENER, assessing.BeginAssessment("p1", "child"))
    does(SCREENER, assessing.FinishAssessment("p1", "child", "A tired home.", "Help at home."))
    does(SCREENER, adults.AnswerLimbs("p3", "adult", dict.fromkeys(adults.LIMBS, "yes"), "Her doctor."))
    does(SCREENER, adults.HearAdult("p3", "adult", "To stay at home.", "advocate", "Avery Example"))
    does(MANAGER, adults.CauseEnquiry("p3", "adult", "section_42", "Locality team"))
    does(MANAGER, adults.ReportEnquiry("p3", "adult", "Falls at night.", "reduced", "partly"))
    does(SCREENER, adults.NameSource("adult", "organisation", "Example House", ("p3",)))
    does(SCREENER, actions.AddAction("child", "Ring the school", "Alex Example", due=date(2026, 6, 9)))
    does(SCREENER, actions.EndAction("t1", "no_longer_possible", "It has closed."))
    does(SCREENER, leading.NameLead("p1", "child", "Nia Nurse", "Health visitor", "health"))
    story.later(days=40)
    does(SCREENER, changing_strand.OfferToPathway("p2", "child", "adult", "Eighteen in July."))
    does(MANAGER, changing_strand.AnswerOffer("p2", "child", "adult", accepted=True))
    without = {"reason_without": "It cannot wait."}
    does(MANAGER, c.Decide("p1", "child", "assess", "A mark.", **without, recommendation="See her at school."))
    (due,) = entering.to_enter(story.state)
    does(MANAGER, entering.GiveToSystem("p1", "child", due.number, "file"))
    does(MANAGER, entering.RecordEntered("p1", "child", due.number, "LL-204"))
    does(REFERRER, challenging.RaiseChallenge("decision", "I see her every day.", contact=story.contact))
    return story
