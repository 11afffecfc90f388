"""Sentences for strategies of any subject: patterns filled from the words of a shape, none twice in a document.

A shape gives `objects` (what is done something to), `people`, `bodies`, `places` and `effects` (clauses). All of it
is made up; no sentence stands in any published document.
"""
import re

VERBS = {"plan": "planning", "pay for": "paying for", "bring forward": "bringing forward", "renew": "renewing", "start": "starting",
         "test": "testing", "strengthen": "strengthening", "share": "sharing", "finish": "finishing", "support": "supporting",
         "look after": "looking after", "open up": "opening up", "join up": "joining up", "set out": "setting out"}
PATTERNS = (
    "{Body} will {verb} {object} in {place}, so that {effect}.",
    "People in {place} told us that {object} came too late, and that nobody had asked {people} first.",
    "The work on {object} begins with {people}, because they meet the problem before anybody else does.",
    "Where {object} and {object2} meet, {body} and {body2} will keep one plan and one list of what is still open.",
    "That is why {verbing} {object} stands near the head of our list.",
    "If {effect}, {people} gain first; if not, we will say so and change course.",
    "{Object} cannot be had without {object2}, and neither is in the hands of {body} alone.",
    "In {place} the first steps have been taken, and {body} has put aside the time of its staff for them.",
    "We do not start from nothing: {people} in {place} have shown for years how {object} may be done well.",
    "We want a place in which {effect}.",
    "What we lack is not goodwill but {object}, which are slow to prepare and easy to put off.",
    "Each spring {body} will report on {object}, in words that {people} can check against what they see.",
    "There are three conditions: money for more than one year, {object} that are ready, and the consent of {people}.",
    "Once {effect}, attention can turn to {object}.",
    "It would be wrong to promise {object} to everybody at once; {place} comes first because the need there is plain.",
    "For {people}, {object} often decide whether a day goes well.",
    "{Body} holds the budget, {body2} has the skills, and {people} know what would help: the task is {verbing} {object} together.",
    "Before any contract is signed, {body} will ask {people} in {place} what they would do differently.",
    "Some of this is under way. {Object} were agreed with {body} last year, and the detailed design is in hand.",
    "Good practice from {place} will be written down and used elsewhere, above all for {object}.",
    "The choice lies between {verbing} {object} now and {verbing} {object2} later; we propose the first.",
    "{People} should be able to follow what happens to {object} without knowing which office is responsible.",
    "A small team at {body} will {verb} {object}, with a budget that is reviewed at the end of each year.",
    "None of this replaces {object2}; it makes {object} easier to reach from {place}.",
    "We heard different views on {object}. {People} asked for speed, {body} for certainty, and both have a point.",
    "By the middle of the plan we expect that {effect}, and that {body} can show it.",
    "Costs are kept down by {verbing} {object} and {object2} under one agreement.",
    "The land, the money and the permissions for {object} seldom come together by themselves, so {body} will bring them together.",
    "Our proposals for {place} are modest on purpose: {object} first, then {object2} if the results are good.",
    "When {people} move, change work or fall ill, {object} have to follow them.",
    "We will publish how {object} were chosen, and which proposals from {place} were not taken up.",
    "{Body} has agreed to {verb} {object} for {people}, beginning in {place}.",
    "Delay has a price: {people} wait, builders and suppliers look elsewhere, and {object} have to be drawn up again.",
    "Young and old have different needs here, and {object} must serve both.",
    "With {object} in place, {effect}.",
    "The link between {object} and {object2} is often missed, though {people} make it every day.",
    "To {verb} {object} we need {body} at the table from the beginning, and not at the end.",
)
CLAUSES = ("", "", "", " At the same time, {body} keeps an eye on {object2}.", " {Place} is a good place to try it.", " {People} are part of the group that steers the work.")


class Prose:
    def __init__(self, words, chance):
        self.words, self.chance, self.used, self.titles = words, chance, set(), set()

    def slots(self):
        pick = lambda name: self.chance.sample(self.words[name], 2)  # noqa: E731
        (object_, object2), (body, body2), verb = pick("objects"), pick("bodies"), self.chance.choice(list(VERBS))
        got = {"object": object_, "object2": object2, "body": body, "body2": body2, "people": pick("people")[0], "place": pick("places")[0],
               "effect": pick("effects")[0], "verb": verb, "verbing": VERBS[verb]}
        return got | {name.capitalize(): value[:1].upper() + value[1:] for name, value in got.items()}

    def sentence(self):
        for _ in range(400):
            text = (self.chance.choice(PATTERNS) + self.chance.choice(CLAUSES)).format(**self.slots())
            if text not in self.used:
                self.used.add(text)
                return text
        raise ValueError("no new sentence")

    def paragraph(self, most=5):
        out, patterns = [], []
        while len(out) < self.chance.randrange(2, most + 1):
            text = self.sentence()
            if text.split()[:2] not in patterns:
                out.append(text)
                patterns.append(text.split()[:2])
        return " ".join(out)

    def phrase(self):
        """A line of a list or a cell: 5 to 14 words, no stop."""
        slots = self.slots()
        return self.chance.choice(("{Object} in {place}", "{Verbing} {object} with {people}", "{Object} that {people} can use", "A plan for {object}, agreed with {body}",
                                   "{Object} and {object2}", "One list of {object} for all of {place}")).format(**slots)

    def short(self):
        return self.slots()["Object"]

    def title(self, plain=False):
        for _ in range(400):
            pattern = self.chance.choice(("{Verb} {object}", "{Object} for {people}", "{Verb} {object} in {place}")
                                         if plain else ("{Verb} {object} in {place}", "{Verb} {object} with {people}", "{Verb} {object} and {object2}", "{Verb} {object} so that {effect}",
                                                        "{Verb} {object}, {object2} and what {people} need beside them, beginning in {place}", "{Verb} {object}"))
            text = pattern.format(**self.slots())
            if text not in self.titles:
                self.titles.add(text)
                return text
        raise ValueError("no new title")


def wrap(text, width=100):
    lines, line = [], ""
    for word in re.split(r" +", text):
        if line and len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])
