#!/usr/bin/env python3
"""The founding document's door to `emergency execute B-2`."""

import os
import sys

launcher = os.path.join(os.path.dirname(os.path.realpath(__file__)), "emergency")
os.execv(launcher, [launcher, "execute", "B-2", *sys.argv[1:]])
