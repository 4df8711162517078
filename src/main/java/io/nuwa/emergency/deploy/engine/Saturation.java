package io.nuwa.emergency.deploy.engine;

import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether far more processes want to run than a machine has processors. The kernel's own count of
 * this moment, taken a few times: an average over a minute would find a load late, and still find
 * one that is over.
 *
 * @param proc where the kernel says it
 */
record Saturation(Path proc, int processors) {
  /** With four in the queue of each processor, what takes a second alone takes five. */
  private static final int TIMES = 4;

  /** A program that starts is busy for one look, and no more. */
  private static final int LOOKS = 3;

  private static final Duration PAUSE = Duration.ofMillis(30);

  /** What is to be said of it; empty when the machine has room, or nobody can say. */
  Optional<String> seen(Time time) throws InterruptedException {
    int least = wanting();
    for (int looks = 1; looks < LOOKS && isTooMany(least); looks++) {
      time.pause(PAUSE);
      least = Math.min(least, wanting());
    }
    return isTooMany(least)
        ? Optional.of(least + " processes want to run on " + processors + " processors")
        : Optional.empty();
  }

  private boolean isTooMany(int wanting) {
    return wanting > TIMES * processors;
  }

  /** How many run or could run at this moment; 0 when nobody can say. */
  private int wanting() {
    try (Stream<String> lines = Files.lines(proc.resolve("stat"))) {
      return lines
          .filter(line -> line.startsWith("procs_running ") || line.startsWith("procs_blocked "))
          .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(' ') + 1).strip()))
          .sum();
    } catch (IOException | NumberFormatException | UncheckedIOException unknown) {
      return 0;
    }
  }
}
