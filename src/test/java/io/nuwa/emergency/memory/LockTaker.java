package io.nuwa.emergency.memory;

import java.nio.file.Path;

/** Tries to take the lock of a home folder, as a process of its own. */
final class LockTaker {
  private LockTaker() {}

  public static void main(String[] args) {
    var memory = new MemoryFolder(Path.of(args[0]));
    try (RunLock _ = RunLock.take(memory, "other")) {
      System.out.println("taken");
    } catch (RunLock.HeldException e) {
      RunLock.Holder holder = RunLock.holder(memory).orElseThrow();
      System.out.println("refused: " + e.isNamed() + " " + holder.pid() + " " + holder.command());
    }
  }
}
