from django.urls import path

from fermata.introductions.views import apart, around, introductions, profile, rounds

HERE = "programmes/<uuid:programme_id>/"
PERSON = HERE + "people/<uuid:profile_id>/"
ONE = "introductions/<uuid:introduction_id>/"
ROUND = "rounds/<uuid:round_id>/"

urlpatterns = [
    path("introductions/", introductions.finding_anywhere, name="finding_anywhere"),
    path("introductions/apart/", apart.not_with, name="not_with"),
    path("introductions/apart/<uuid:listed_id>/remove/", apart.remove_not_with, name="remove_not_with"),
    path(ONE, introductions.introduction, name="introduction"),
    path(ONE + "yes/", introductions.say_yes, name="accept_introduction"),
    path(ONE + "not-now/", introductions.say_not_now, name="not_now"),
    path(ONE + "talk/", introductions.say_yes_after_talk, name="yes_after_talk"),
    path(HERE + "finding/", introductions.finding, name="finding"),
    path(HERE + "finding/profile/", profile.finding_profile, name="finding_profile"),
    path(HERE + "finding/seen/", profile.seen_by_a_stranger, name="seen_by_a_stranger"),
    path(HERE + "people/", around.people_around, name="people_around"),
    path(PERSON + "asks/", around.create_ask, name="create_ask"),
    path(PERSON + "interest/", around.create_interest, name="create_interest"),
    path(PERSON + "interest/forget/", around.forget_interest, name="forget_interest"),
    path(PERSON + "apart/", around.create_not_with, name="create_not_with"),
    path(HERE + "rounds/", rounds.rounds, name="rounds"),
    path(HERE + "suggestions/", rounds.suggestions, name="suggestions"),
    path(ROUND + "entry/", rounds.enter, name="enter_round"),
    path(ROUND + "entry/withdraw/", rounds.withdraw, name="leave_round"),
    path(ROUND + "left-over/", rounds.choose, name="choose_after_round"),
]
