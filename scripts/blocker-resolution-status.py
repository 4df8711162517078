#!/usr/bin/env python3
"""The founding document's door to `emergency status`."""

import os
import shutil
import sys

scripts = os.path.dirname(os.path.realpath(__file__))
door = os.path.join(scripts, "lib", "door.sh")
linked = shutil.which("emergency")
# A copy has no clone around it: it belongs to the one that `emergency` is linked to.
if not os.path.isfile(door) and linked:
    door = os.path.join(os.path.dirname(os.path.realpath(linked)), "lib", "door.sh")
if not os.path.isfile(door):
    print(
        "blocker-resolution-status.py: this copy finds no clone to work with: link it instead of copying it,"
        " or run the clone's scripts/setup.sh",
        file=sys.stderr,
    )
    sys.exit(4)
os.execvp("bash", ["bash", door, "blocker-resolution-status.py", *sys.argv[1:]])
