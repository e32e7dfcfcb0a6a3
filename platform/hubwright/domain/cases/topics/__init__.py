"""The topics of casework beyond its spine, each a file of its own; one line here joins a topic to the house."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.domain.cases.topics import (
    actions,
    adults,
    afterwards,
    assessing,
    basis,
    challenging,
    changing_strand,
    chasing,
    circulating,
    concerns,
    conferencing,
    ending,
    entering,
    filing,
    household,
    items,
    joining,
    leading,
    letters,
    letting_out,
    looking_up,
    marking,
    messages,
    minuting,
    moving,
    on_duty,
    passing,
    protecting_words,
    recording,
    redacting,
    redrawing,
    restricting,
    talking,
    voting,
)
from hubwright.domain.cases.topics.topic import Decides, Notifies, Step, Tell, Topic

TOPICS: tuple[Topic, ...] = (
    filing.TOPIC,
    restricting.TOPIC,
    protecting_words.TOPIC,
    marking.TOPIC,
    moving.TOPIC,
    basis.TOPIC,
    items.TOPIC,
    talking.TOPIC,
    chasing.TOPIC,
    messages.TOPIC,
    afterwards.TOPIC,
    letters.TOPIC,
    looking_up.TOPIC,
    joining.TOPIC,
    passing.TOPIC,
    ending.TOPIC,
    voting.TOPIC,
    challenging.TOPIC,
    concerns.TOPIC,
    entering.TOPIC,
    actions.TOPIC,
    leading.TOPIC,
    assessing.TOPIC,
    adults.TOPIC,
    changing_strand.TOPIC,
    household.TOPIC,
    on_duty.TOPIC,
    minuting.TOPIC,
    recording.TOPIC,
    conferencing.TOPIC,
    redacting.TOPIC,
    redrawing.TOPIC,
    circulating.TOPIC,
    letting_out.TOPIC,
)

DEEDS: Mapping[type, Decides] = {command: decides for topic in TOPICS for command, decides in topic.deeds.items()}
STEPS: Mapping[str, Step] = {type: step for topic in TOPICS for type, step in topic.steps.items()}
TELLS: Mapping[str, Tell] = {type: tell for topic in TOPICS for type, tell in topic.tells.items()}
READS: Mapping[type, frozenset[str]] = {command: types for topic in TOPICS for command, types in topic.reads.items()}
NOTICES: Mapping[str, tuple[Notifies, ...]] = {
    type: tuple(topic.notices[type] for topic in TOPICS if type in topic.notices)
    for type in sorted({type for topic in TOPICS for type in topic.notices})
}
