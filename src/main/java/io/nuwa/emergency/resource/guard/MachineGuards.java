package io.nuwa.emergency.resource.guard;

import io.nuwa.emergency.plan.GuardRules;
import io.nuwa.emergency.step.Guard;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The guards of this machine.
 *
 * @param home the folder that holds {@code logs/}
 * @param root usually {@code /}
 * @param runStarted when the present run began; empty when nobody knows
 */
public record MachineGuards(Path home, Path root, Supplier<Optional<Instant>> runStarted) {

  /**
   * Those that a plan wants.
   *
   * @param off names of guards that are off on this machine, whatever the plan says
   */
  public List<Guard> of(GuardRules rules, Set<String> off) {
    var guards = new ArrayList<Guard>();
    rules.disk().ifPresent(limit -> guards.add(disk(limit)));
    rules.memory().ifPresent(limit -> guards.add(new MemoryGuard(root, limit)));
    rules.cpu().ifPresent(limit -> guards.add(new CpuGuard(root.resolve("proc"), limit)));
    guards.removeIf(guard -> off.contains(guard.name()));
    return guards;
  }

  /** What is done when something found no space, whether there is a guard or not. */
  public CleanLogs cleanLogs(GuardRules rules) {
    return new CleanLogs(disk(rules.disk().orElse(GuardRules.USUAL.disk().getAsLong())));
  }

  private DiskGuard disk(long limit) {
    return new DiskGuard(
        home,
        List.of(root.resolve("var/lib/containers"), root.resolve("var/lib/docker")),
        limit,
        new OldLogs(home, root.resolve("proc")),
        runStarted);
  }
}
