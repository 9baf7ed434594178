"""What the four have written: notes, what they took from meetings, the words of their agreements."""

PURPOSE = "Amara: to lead the ward meeting without dreading it. Ben: to stop taking every shift that is offered."

NOTES = (
    # days ago, who, for whom, words
    (81, "Amara", "both", "Where we stand\nTwo turns each so far, and both of us were early. We keep the hour."),
    (
        67,
        "Ben",
        "both",
        "Your question stayed with me\n“What would you do if nobody were keeping count?” I have no answer yet.",
    ),
    (66, "Ben", "me", "For me\nI say yes before I have heard the whole question. Watch the second in between."),
    (
        53,
        "Amara",
        "me",
        "Before Thursday\nI rehearsed the opening twice and still read it from the paper. Try the first line by heart.",
    ),
    (
        39,
        "Amara",
        "both",
        "Three things that help me\nOne sentence at the start. A pause after it. Looking at Farah, who nods.",
    ),
    (24, "Ben", "both", "The sentence\n“I will tell you tomorrow” works. Nobody minded. I slept."),
    (5, "Amara", "me", "After the sixth time\nIt is no longer about the meeting. It is about being seen not knowing."),
)

LEARNED = (
    ("I prepare the wrong part: the slides, and not the beginning.", "A yes costs me most when it is quick."),
    ("I speak faster when I am sure.", "I had no rule for shifts, only a habit."),
    ("Silence after a question is not disapproval.", "I can ask for a night to think."),
    ("They want to know what I leave out, and why.", "“Not this week” is an answer."),
    ("I was heard best when I said that I did not know.", "The rota is a wish, and wishes can be answered."),
    ("I would like to do this with the new colleagues as well.", "I refused one and nothing fell down."),
)
TOGETHER = (
    "We begin with whoever had the harder week.",
    "Two minutes of silence before the second turn helped.",
    "We were short of time; next time Ben has the minutes he lost.",
    "The question we keep: what would you do if nobody were keeping count?",
    "Ask twice before suggesting once. We forgot, and noticed.",
    "Look at the agreement together before we go on.",
)
THANKS = ("for not filling the silence", "for telling me how it ended", "for the question about the second line")
TRY = (
    ("somebody offers me a shift", "say that I answer tomorrow"),
    ("I open the ward meeting", "say the first line without the paper"),
)

PRIVATE_OF_CHIDI = "Before we agree\nI want a clause that lets me say “not that” without giving a reason."
COUNTER = "Nothing leaves, not even that a topic was raised."
WHY = "My team is small; people would guess."
REMARK = "Sundays are free as well, if that helps."
RHYTHM = "Once a month for 90 minutes; we look back after three months."
WHY_RHYTHM = "My shifts change every two weeks. Can we talk about it before we decide?"
