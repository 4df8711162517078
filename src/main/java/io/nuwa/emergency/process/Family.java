package io.nuwa.emergency.process;

import java.util.List;
import java.util.stream.Stream;

/**
 * A program and all that it started. The list is drawn up before anything is ended: an orphan no
 * longer says whose child it was.
 */
record Family(List<ProcessHandle> members) {

  static Family of(ProcessHandle head) {
    return new Family(Stream.concat(Stream.of(head), head.descendants()).toList());
  }

  void ask() {
    members.forEach(ProcessHandle::destroy);
  }

  void force() {
    // A descendant that was started after the list was drawn up is found through its parent.
    members.forEach(member -> member.descendants().forEach(ProcessHandle::destroyForcibly));
    members.forEach(ProcessHandle::destroyForcibly);
  }
}
