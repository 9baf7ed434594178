"""Every room's tables, so that Django finds them. This module defines none."""

from fermata.calendar import models as calendar
from fermata.core import models as core
from fermata.introductions import models as introductions
from fermata.partnerships import models as partnerships
from fermata.people import models as people
from fermata.programmes import models as programmes
from fermata.sessions import models as sessions
from fermata.vault import models as vault

__all__ = ["calendar", "core", "introductions", "partnerships", "people", "programmes", "sessions", "vault"]
