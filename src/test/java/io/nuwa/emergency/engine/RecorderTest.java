package io.nuwa.emergency.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.memory.EvidenceStore;
import io.nuwa.emergency.memory.Journal;
import io.nuwa.emergency.memory.JournalReader;
import io.nuwa.emergency.memory.MemoryFolder;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.time.TickedTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RecorderTest {
  private static final StepKey STEP = new StepKey("B-1", "t", "s");

  @TempDir private Path home;
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private MemoryFolder memory;
  private Journal journal;
  private Recorder recorder;

  private final class Listening implements RunObserver {
    @Override
    public void recorded(Entry entry, RunState state) {
      told.add(entry.event().getClass().getSimpleName());
    }

    @Override
    public void progress(StepKey step, String what, double fraction) {
      told.add(what);
    }
  }

  @BeforeEach
  void begin() {
    memory = new MemoryFolder(home);
    journal =
        Journal.open(memory.journal(), RunHistory.read(memory.journal()).reading().end(), () -> {});
    recorder =
        Recorder.begin(
            journal,
            new EvidenceStore(memory),
            new Listening(),
            TickedTime.at("2026-01-05T20:00:00Z"),
            () -> Redaction.BY_SHAPE,
            new Event.RunStarted(
                "r",
                "p",
                "d",
                "t",
                Duration.ofHours(1),
                Duration.ofHours(1),
                List.of(new BlockerOutline("B-1", "t", "o", List.of())),
                Map.of()));
    recorder.note(new Event.RoundStarted("B-1", 1));
    recorder.commit();
    told.clear();
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void what_is_durable_and_not_told_yet_comes_before_what_a_quick_step_reports() throws Exception {
    recorder.note(new Event.StepStarted(STEP, 1));
    recorder.persist();
    assertThat(JournalReader.read(memory.journal()).entries()).hasSize(3);
    var reporting = new CountDownLatch(1);
    Thread step =
        Thread.ofPlatform()
            .start(
                () -> {
                  reporting.countDown();
                  recorder.progress(STEP).at("half", 0.5);
                });
    reporting.await();
    assertThat(told).isEmpty();

    recorder.tell();
    step.join();

    assertThat(told).containsExactly("StepStarted", "half");
  }

  @Test
  void a_fault_in_the_telling_stops_the_work_that_began_before() {
    var stopped = new AtomicBoolean();
    var working = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                Bounded.<String>call(
                    "work",
                    Duration.ofMinutes(1),
                    () -> {
                      try {
                        working.countDown();
                        new CountDownLatch(1).await();
                        return "never";
                      } catch (InterruptedException e) {
                        stopped.set(true);
                        throw e;
                      }
                    },
                    () -> {
                      await(working);
                      throw new IllegalStateException("no space");
                    },
                    failure -> failure.summary()))
        .hasMessage("no space");

    assertThat(stopped).isTrue();
  }

  @Test
  void what_is_durable_is_told_even_if_the_work_is_never_begun() throws Exception {
    recorder.note(new Event.StepStarted(STEP, 1));
    recorder.persist();
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () ->
                Bounded.<String>call(
                    "work",
                    Duration.ofMinutes(1),
                    () -> String.valueOf(told.add("work")),
                    recorder::tell,
                    failure -> failure.summary()))
        .isInstanceOf(InterruptedException.class);

    assertThat(told).containsExactly("StepStarted");
    Thread.ofPlatform().start(() -> recorder.progress(STEP).at("half", 0.5)).join();
    assertThat(told).containsExactly("StepStarted", "half");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
