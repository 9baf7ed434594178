"""Words for `sample`: names from many places, topics of peer coaching, and what people say of themselves."""

_FIRST_NAMES = (
    "Adaeze Aiko Ailsa Alma Amina Anouk Ariel Asha Aziz Bao Beatriz Bodil Carmen Cem Chiara Chinwe Daan Dalia Deniz "
    "Diego Ebba Efrat Elif Emeka Enzo Esi Fatou Femi Finn Gita Goran Greta Hana Hassan Ieva Ilse Imani Inês Ismail "
    "Ivo Jasper Jelena Jomo Kaito Kamala Karim Katya Keiko Kofi Lars Layla Leila Lien Lin Linh Luca Luz Maeve Mahin "
    "Maja Malik Marek Mateo Mei Milan Mina Nadia Naoko Nils Nour Nuno Olga Omar Pavel Petra Priya Qing Rafael Rania "
    "Ravi Rosa Rui Sadia Samir Sanna Selma Sina Sofia Suda Tariq Tessa Thabo Thiago Tuva Uma Vera Viktor Wanjiru Wen "
    "Yara Yusuf Zainab Zeynep Zoltán"
)
FIRST_NAMES = tuple(_FIRST_NAMES.split())
_LAST_NAMES = (
    "Abebe Achterberg Adeyemi Aguilar Ahmadi Andersen Araújo Bakker Barbosa Benali Bergström Bose Brandt Castro Chanda "
    "Costa Dahl Demir Diallo Dvořák Ekström Eriksen Farah Fernandes Fischer Fofana Fuentes García Ghosh Haddad Hansen "
    "Hoang Horváth Ibrahim Ito Jansen Jovanović Kamau Kaya Khalil Kim Kovač Kowalska Kumar Laine Lehtonen Lindqvist "
    "López Maas Mahlangu Marino Mbeki Mendoza Moreau Mwangi Nakamura Nguyen Nowak Nygård Okafor Oliveira Osei Park "
    "Peeters Pereira Petrov Popescu Rahman Ramos Rossi Sahin Salgado Santos Sato Schmid Sharma Silva Singh Sokolov "
    "Tanaka Tesfaye Torres Traoré Vargas Vasquez Virtanen Vos Wang Weber Yamamoto Yilmaz Zhang Zielińska"
)
LAST_NAMES = tuple(_LAST_NAMES.split())
THEMES = (
    ("listening well", "saying no", "asking better questions", "silence"),
    ("delegating", "giving feedback", "leading a first team", "difficult conversations"),
    ("changing careers", "returning after a break", "planning retirement"),
    ("speaking in public", "writing clearly", "telling a story", "remote meetings"),
    ("budgets", "planning a project", "setting priorities", "deciding under doubt"),
    ("rest", "work and family", "handling stress", "boundaries"),
    ("leading change", "working across cultures", "conflict in teams", "politics at work"),
    ("learning a craft", "reading data", "mentoring"),
)
VALUES = ("fairness", "curiosity", "calm", "courage", "care", "freedom", "craft", "humour")
SEASONS = (
    "starting out",
    "finding my place",
    "growing family",
    "growing deeper",
    "in full swing",
    "changing course",
    "giving back",
    "before retirement",
)
FUNCTIONS = (
    "nursing",
    "finance",
    "teaching",
    "engineering",
    "law",
    "sales",
    "design",
    "research",
    "logistics",
    "communications",
    "human resources",
    "medicine",
    "software",
    "maintenance",
)
LANGUAGES = ("en", "es", "de", "fr", "pt", "hi", "zh", "ja", "ar", "it", "nl", "pl")
ZONES = (
    ("America/Los_Angeles", "es", 0.10),
    ("America/New_York", "es", 0.18),
    ("America/Sao_Paulo", "pt", 0.06),
    ("Europe/London", "en", 0.12),
    ("Europe/Berlin", "de", 0.20),
    ("Africa/Cairo", "ar", 0.08),
    ("Asia/Kolkata", "hi", 0.14),
    ("Asia/Shanghai", "zh", 0.06),
    ("Asia/Tokyo", "ja", 0.04),
    ("Australia/Sydney", "en", 0.02),
)
"""A place, the language spoken around it, and the share of people there."""
