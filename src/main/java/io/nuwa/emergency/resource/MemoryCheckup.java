package io.nuwa.emergency.resource;

import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.step.Checkup;
import io.nuwa.emergency.step.StepInput;
import java.util.List;
import oshi.hardware.GlobalMemory;

/** Whether there is memory left: above 90 % in use the founding document calls for advice. */
record MemoryCheckup() implements Checkup {
  private static final double MOST = 0.9;
  private static final double GIB = 1L << 30;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Finding> look(StepInput input) {
    GlobalMemory memory = Load.memory();
    return List.of(finding(memory.getAvailable(), memory.getTotal()));
  }

  static Finding finding(long available, long total) {
    if (total <= 0) {
      return Finding.unknown("the kernel does not say how much memory there is", "free -h");
    }
    String text = "%.1f of %.1f GiB are available".formatted(available / GIB, total / GIB);
    return 1 - (double) available / total > MOST
        ? Finding.doubtful(text, "emergency diagnose names the biggest processes")
        : Finding.good(text);
  }
}
