package io.nuwa.emergency.resource.guard;

import io.nuwa.emergency.step.Guard;
import io.nuwa.emergency.step.GuardLook;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Names the biggest consumers when too much memory is in use. It ends none of them.
 *
 * @param root usually {@code /}
 * @param limit in percent
 */
record MemoryGuard(Path root, double limit) implements Guard {

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public GuardLook look(Time time) {
    try {
      MemoryReading memory = MemoryReading.of(root);
      if (memory.used() <= limit) {
        return new GuardLook.Calm(memory.text());
      }
      return new GuardLook.Advice(
          memory.text()
              + ", the limit is %.0f %%; end or shrink one of the biggest: ".formatted(limit)
              + new Consumers(root.resolve("proc")).text());
    } catch (IOException e) {
      return new GuardLook.Unseen("memory cannot be read: " + e.getMessage());
    }
  }
}
