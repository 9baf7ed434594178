"""Who is in the demonstration, and how to come in as each: addresses, and the words of those who have a space.

None of these words is a secret: they are printed wherever the demonstration starts, and open nothing anywhere else.
"""

from dataclasses import dataclass

ZONE = "Europe/Ljubljana"


@dataclass(frozen=True, slots=True)
class Character:
    name: str
    part: str
    """What to look at as this person."""
    words: str = ""
    """The five words that open their space; empty while they have none."""
    sheet: str = ""

    @property
    def address(self) -> str:
        return f"{self.name.lower()}@example.org"


AMARA = Character(
    "Amara",
    "Ben’s partner: six meetings, notes, an agreement in force, an hour to come",
    words="river lemon silent garden window",
    sheet="van extra remove caution october narrow evil run episode bean debris wild",
)
BEN = Character(
    "Ben",
    "Amara’s partner: the same, from the other side",
    words="copper kite morning bridge honey",
    sheet="engage lunch flee tape poet despair coil sister school base loyal rally",
)
CHIDI = Character(
    "Chidi",
    "just introduced to Grace: words on the table, some not settled",
    words="velvet island orange pencil cloud",
    sheet="suffer grunt unique horse tourist wide globe security correct country man emotion",
)
GRACE = Character(
    "Grace",
    "just introduced to Chidi: the same, from the other side",
    words="silver maple ladder table dance",
    sheet="domain blouse tilt tooth quarter laundry nerve reunion local fog dumb clinic",
)
DEWI = Character("Dewi", "organises the programme: what an organiser sees, and what not")
EFUA = Character("Efua", "sponsor of the programme: has signed its charter")
FARID = Character("Farid", "guardian of the programme")
IFE = Character("Ife", "takes part, and has entered the round")
JUN = Character("Jun", "takes part, and looks around")

PAIRED = (AMARA, BEN, CHIDI, GRACE)
LOOKING = (IFE, JUN)
LOOKING_AFTER = (DEWI, EFUA, FARID)
EVERYBODY = (*PAIRED, *LOOKING_AFTER, *LOOKING)
OTHERS_IN_THE_ROUND = ("Kofi", "Lena", "Mai", "Noor", "Otto", "Pia")
"""They enter the round as well, so that it has somebody to put together."""
