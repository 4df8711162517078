#!/usr/bin/env python3
"""The founding document's door to `emergency status`."""

import os
import sys

launcher = os.path.join(os.path.dirname(os.path.realpath(__file__)), "emergency")
os.execv(launcher, [launcher, "status", *sys.argv[1:]])
