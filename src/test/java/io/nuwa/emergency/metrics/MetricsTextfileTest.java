package io.nuwa.emergency.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTextfileTest {
  @TempDir Path home;
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final Held time = new Held();

  /** A clock on which a pause that is not zero lasts until the test lets it end. */
  private static final class Held implements Time {
    private final AtomicLong nanoseconds = new AtomicLong();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final Semaphore over = new Semaphore(0);

    @Override
    public Instant instant() {
      return Samples.START.plusNanos(nanoseconds.get());
    }

    @Override
    public long nanoseconds() {
      return nanoseconds.get();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
      if (duration.isPositive()) {
        pauses.add(duration);
        over.acquire();
        nanoseconds.addAndGet(duration.toNanos());
      }
    }
  }

  @Test
  void writes_the_whole_page_for_everybody_to_read() throws Exception {
    Path file = home.resolve("logs/metrics/emergency.prom");
    try (var textfile = new MetricsTextfile(file, time, notices::add)) {
      textfile.write(Samples::page);
      awaitEnd();
      assertThat(file).hasContent(Samples.page().text());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-r--r--");
      assertThat(file.getParent().toFile().list()).containsExactly("emergency.prom");
    }
    assertThat(file).doesNotExist();
    assertThat(notices).isEmpty();
  }

  @Test
  void a_hundred_changes_within_a_second_are_two_writes_and_the_last_one_counts() throws Exception {
    Path file = home.resolve("emergency.prom");
    var made = new AtomicInteger();
    try (var textfile = new MetricsTextfile(file, time, notices::add)) {
      textfile.write(() -> counted(made));
      awaitEnd();
      assertThat(time.pauses).isEmpty();
      time.nanoseconds.addAndGet(Duration.ofMillis(300).toNanos());
      for (int i = 0; i < 99; i++) {
        textfile.write(() -> counted(made));
      }
      textfile.write(
          () -> {
            made.incrementAndGet();
            return MetricsPage.of(
                java.util.Optional.empty(),
                Samples.PLAN,
                WatchFigures.begun("the-last", Samples.START),
                Samples.NOW);
          });
      while (time.pauses.isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(made).hasValue(1);
      time.over.release();
      awaitEnd();
      assertThat(time.pauses).containsExactly(Duration.ofMillis(700));
      assertThat(made).hasValue(2);
      assertThat(file).content().contains("the-last");
    }
  }

  @Test
  void a_file_that_cannot_be_written_is_told_once_and_tried_again() throws Exception {
    Path folder = home.resolve("metrics");
    Files.writeString(folder, "in the way");
    Path file = folder.resolve("emergency.prom");
    try (var textfile = new MetricsTextfile(file, time, notices::add)) {
      for (int i = 0; i < 3; i++) {
        textfile.write(Samples::page);
        awaitEnd();
        time.nanoseconds.addAndGet(Duration.ofSeconds(2).toNanos());
      }
      assertThat(notices).singleElement().asString().contains("emergency.prom", "next change");
      Files.delete(folder);
      textfile.write(Samples::page);
      awaitEnd();
      assertThat(file).exists();
    }
  }

  @Test
  void a_page_that_cannot_be_made_is_a_sentence() throws Exception {
    Path file = home.resolve("emergency.prom");
    try (var textfile = new MetricsTextfile(file, time, notices::add)) {
      textfile.write(
          () -> {
            throw new IllegalStateException("no state");
          });
      awaitEnd();
      assertThat(notices).singleElement().asString().contains("no state");
    }
  }

  @Test
  void what_waits_is_not_written_after_the_end() throws IOException {
    Path file = home.resolve("emergency.prom");
    var textfile = new MetricsTextfile(file, time, notices::add);
    textfile.write(Samples::page);
    awaitEnd();
    textfile.write(Samples::page);
    textfile.close();
    textfile.write(Samples::page);
    awaitEnd();
    assertThat(file).doesNotExist();
    assertThat(home.toFile().list()).isEmpty();
  }

  private static MetricsPage counted(AtomicInteger made) {
    made.incrementAndGet();
    return Samples.page();
  }

  private static void awaitEnd() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("metrics-file")) {
        try {
          assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }
  }
}
