package io.nuwa.emergency.resource;

import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.nativefree.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** Memory, CPU and processes, measured over half a second. */
final class Load {
  private static final Duration SAMPLE = Duration.ofMillis(500);
  private static final int SHOWN = 8;
  private static final int LONGEST_COMMAND = 120;
  private static final double GIB = 1024.0 * 1024 * 1024;
  private static final double MIB = 1024.0 * 1024;

  private final SystemInfo system = quietly();
  private final GlobalMemory memory = system.getHardware().getMemory();
  private final CentralProcessor processor = system.getHardware().getProcessor();
  private final OperatingSystem operatingSystem = system.getOperatingSystem();
  private double busy;
  private List<OSProcess> processes = List.of();
  private Map<Integer, OSProcess> before = Map.of();

  /** What the kernel says of the memory now. */
  static GlobalMemory memory() {
    return quietly().getHardware().getMemory();
  }

  /** The library speaks to SLF4J, which complains on stderr where no logger is: there is none. */
  private static SystemInfo quietly() {
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    return new SystemInfo();
  }

  void measure(Time time) throws InterruptedException {
    long[] ticks = processor.getSystemCpuLoadTicks();
    before =
        operatingSystem.getProcesses().stream()
            .collect(Collectors.toMap(OSProcess::getProcessID, Function.identity(), (a, b) -> a));
    time.pause(SAMPLE);
    busy = processor.getSystemCpuLoadBetweenTicks(ticks);
    processes = operatingSystem.getProcesses();
  }

  String summary() {
    double[] load = processor.getSystemLoadAverage(3);
    return "memory: %.1f of %.1f GiB available; CPU %.0f %% busy, load %.1f on %d processors"
        .formatted(
            memory.getAvailable() / GIB,
            memory.getTotal() / GIB,
            100 * busy,
            load[0],
            processor.getLogicalProcessorCount());
  }

  String text() {
    var swap = memory.getVirtualMemory();
    double[] load = processor.getSystemLoadAverage(3);
    return "swap: %.1f of %.1f GiB used; load over 1, 5, 15 minutes: %.1f, %.1f, %.1f%n%n%s%n%s"
        .formatted(
            swap.getSwapUsed() / GIB,
            swap.getSwapTotal() / GIB,
            load[0],
            load[1],
            load[2],
            biggest("most memory", Comparator.comparingLong(OSProcess::getResidentMemory)),
            biggest("most CPU", Comparator.comparingDouble(this::share)));
  }

  private String biggest(String title, Comparator<OSProcess> by) {
    return title
        + ":\n"
        + processes.stream()
            .sorted(by.reversed())
            .limit(SHOWN)
            .map(this::row)
            .collect(Collectors.joining());
  }

  private String row(OSProcess process) {
    String words = process.getCommandLine().replace('\0', ' ').strip();
    String command = words.isEmpty() ? process.getName() : words;
    return "- pid %d, %.0f MiB, %.0f %% CPU: %s%n"
        .formatted(
            process.getProcessID(),
            process.getResidentMemory() / MIB,
            100 * share(process),
            command.substring(0, Math.min(command.length(), LONGEST_COMMAND)));
  }

  /** Of one processor, during the sample. */
  private double share(OSProcess process) {
    OSProcess earlier = before.get(process.getProcessID());
    return earlier == null ? 0 : process.getProcessCpuLoadBetweenTicks(earlier);
  }
}
