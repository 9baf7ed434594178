"""Settings of the tests: the same as everywhere, on a data folder of their own."""

import os
import tempfile

os.environ["FERMATA_DATA"] = tempfile.mkdtemp(prefix="fermata-tests-")
os.environ["FERMATA_DEVELOPMENT"] = "1"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from fermata.site.settings import *  # noqa: F403
from fermata.site.settings import STATIC_ROOT

STATIC_ROOT.mkdir()
