package io.nuwa.emergency.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.nuwa.emergency.files.FaultyDisk;
import io.nuwa.emergency.files.FaultyDisk.Fault;
import io.nuwa.emergency.files.MemoryDisk;
import io.nuwa.emergency.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A whole run on a disk that fails at its n-th change, for every n and every kind of failure, and
 * then once more on a healthy one: nothing is lost, and nothing that was recorded is done again.
 */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class EveryWriteTest {
  /** How the machine comes back. */
  enum Afterwards {
    AS_IT_WAS,
    NAMES_KEPT,
    ONLY_WHAT_WAS_FORCED
  }

  private static final AtomicInteger TRIALS = new AtomicInteger();
  private static final AtomicInteger ENDED = new AtomicInteger();
  private static final AtomicInteger SURVIVED = new AtomicInteger();

  @TempDir(factory = MemoryDisk.class)
  private Path folder;

  /** For scripts/reliability.sh. */
  @AfterAll
  static void writeFigures() throws IOException {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("schemaVersion", 1);
    fields.put("trials", TRIALS.get());
    fields.put("ended", ENDED.get());
    fields.put("survived", SURVIVED.get());
    Path file = Path.of("target", "reliability", "disk.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, JsonText.pretty(fields) + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "EMPTY_HOME, FULL, AS_IT_WAS",
    "EMPTY_HOME, DENIED, AS_IT_WAS",
    "EMPTY_HOME, DIES, NAMES_KEPT",
    "EMPTY_HOME, DIES, ONLY_WHAT_WAS_FORCED",
    "NEW_RUN, NO_SPACE_ONCE, AS_IT_WAS",
    "NEW_RUN, FULL, AS_IT_WAS",
    "NEW_RUN, FULL_AFTER_HALF, AS_IT_WAS",
    "NEW_RUN, READ_ONLY, AS_IT_WAS",
    "NEW_RUN, DENIED, AS_IT_WAS",
    "NEW_RUN, BROKEN_ONCE, AS_IT_WAS",
    "NEW_RUN, NEVER_FORCED, ONLY_WHAT_WAS_FORCED",
    "NEW_RUN, DIES, AS_IT_WAS",
    "NEW_RUN, DIES, NAMES_KEPT",
    "NEW_RUN, DIES, ONLY_WHAT_WAS_FORCED",
    "DAMAGED_JOURNAL, FULL_AFTER_HALF, AS_IT_WAS",
    "DAMAGED_JOURNAL, BROKEN_ONCE, AS_IT_WAS",
    "DAMAGED_JOURNAL, DIES, AS_IT_WAS",
    "DAMAGED_JOURNAL, DIES, ONLY_WHAT_WAS_FORCED",
    "PUT_AWAY, BROKEN_ONCE, AS_IT_WAS",
    "PUT_AWAY, DIES, AS_IT_WAS",
    "PUT_AWAY, DIES, NAMES_KEPT",
    "PUT_AWAY, DIES, ONLY_WHAT_WAS_FORCED",
  })
  void whatever_change_of_the_disk_fails_nothing_is_lost(
      Trial.Story story, Fault fault, Afterwards afterwards) throws Exception {
    long calls = callsOfAHealthyRun(story);
    for (long n = 1; n <= calls; n++) {
      Path home = Files.createDirectory(folder.resolve("home-" + n));
      var trial = new Trial(story, home);
      var disk = new FaultyDisk(home).failing(n, fault);
      Optional<RuntimeException> thrown = trial.executeOn(disk.path());
      TRIALS.incrementAndGet();
      ENDED.addAndGet(thrown.isPresent() ? 1 : 0);
      try {
        trial.endedAsItShould(thrown, disk.struck());
        comeBack(disk, afterwards);
        trial.goesOnWithoutLoss();
        SURVIVED.incrementAndGet();
      } catch (AssertionError | RuntimeException e) {
        fail("change %d of %d (%s): %s".formatted(n, disk.calls(), disk.call(n), thrown), e);
      }
    }
    assertThat(calls).as("changes of the disk").isGreaterThan(40);
  }

  private long callsOfAHealthyRun(Trial.Story story) throws Exception {
    Path home = Files.createDirectory(folder.resolve("healthy"));
    var trial = new Trial(story, home);
    var disk = new FaultyDisk(home);
    assertThat(trial.executeOn(disk.path())).isEmpty();
    trial.goesOnWithoutLoss();
    return disk.calls();
  }

  private static void comeBack(FaultyDisk disk, Afterwards afterwards) throws IOException {
    switch (afterwards) {
      case AS_IT_WAS -> disk.closeAll();
      case NAMES_KEPT -> disk.losePower(false);
      case ONLY_WHAT_WAS_FORCED -> disk.losePower(true);
    }
  }
}
