package io.nuwa.emergency.step;

import io.nuwa.emergency.time.Time;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A guard that sees what a test wrote down for it; the last one stays. */
public final class ScriptedGuard implements Guard {
  private final String name;
  private final boolean holds;
  private final Deque<GuardLook> looks;
  private int looked;

  public ScriptedGuard(String name, boolean holds, GuardLook... looks) {
    this.name = name;
    this.holds = holds;
    this.looks = new ArrayDeque<>(List.of(looks));
  }

  /** How many times it was asked. */
  public int looked() {
    return looked;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean holdsWork() {
    return holds;
  }

  @Override
  public GuardLook look(Time time) {
    looked++;
    return looks.size() == 1 ? looks.peek() : looks.poll();
  }
}
