package io.nuwa.emergency.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.retry.Rung;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whole runs on systems that behave in any way at all. */
class RunPropertiesTest {

  /**
   * How a system behaves: the next entry of each list is used at the next occasion.
   *
   * @param steps how the next runs of steps end, dealt out to four steps in turns
   * @param ups readings of the gate of B-1: 0, 0.5, 1, or -1 for unmeasured; the last one stays
   * @param rates the same for B-2
   * @param remedies how the next remedies end
   */
  record Patient(List<Outcome> steps, List<Double> ups, List<Double> rates, List<Cure> remedies) {}

  enum Outcome {
    FINE,
    TIMEOUT,
    NOT_READY,
    UNKNOWN
  }

  enum Cure {
    APPLIED,
    CHANGED_FACT,
    NOT_APPLICABLE,
    FAILED
  }

  @Property(tries = 150)
  void promises_are_kept_whatever_the_system_does(@ForAll("patients") Patient patient)
      throws Exception {
    inFolder(
        home -> {
          var rehearsal = rehearsal(home, patient);
          RunState end = rehearsal.drive();
          Promises.areKept(rehearsal.plan(), rehearsal.events());
          assertThat(RunHistory.read(rehearsal.journal()).state()).contains(end);
          rehearsal.drive();
          Promises.areKept(rehearsal.plan(), rehearsal.events());
        });
  }

  @Property(tries = 100)
  void promises_are_kept_when_it_is_killed_after_any_record(
      @ForAll("patients") Patient patient, @ForAll @IntRange(max = 1000) int where)
      throws Exception {
    inFolder(
        home -> {
          var whole = rehearsal(home.resolve("whole"), patient);
          whole.drive();
          List<String> lines = Files.readAllLines(whole.journal());
          var rehearsal = rehearsal(home.resolve("killed"), patient);
          Files.createDirectories(rehearsal.journal().getParent());
          Files.write(rehearsal.journal(), lines.subList(0, 1 + where % lines.size()));

          rehearsal.drive();

          Promises.areKept(rehearsal.plan(), rehearsal.events());
        });
  }

  @Provide
  Arbitrary<Patient> patients() {
    Arbitrary<Double> reading = Arbitraries.of(0.0, 0.5, 1.0, 1.0, -1.0);
    return Combinators.combine(
            Arbitraries.of(
                    Outcome.FINE, Outcome.FINE, Outcome.TIMEOUT, Outcome.NOT_READY, Outcome.UNKNOWN)
                .list()
                .ofMaxSize(12),
            reading.list().ofMinSize(1).ofMaxSize(12),
            reading.list().ofMinSize(1).ofMaxSize(12),
            Arbitraries.of(Cure.class).list().ofMaxSize(12))
        .as(Patient::new);
  }

  private static Rehearsal rehearsal(Path home, Patient patient) {
    var rehearsal =
        new Rehearsal(home)
            .ladder(
                FailureClass.NOT_READY,
                Rung.of("first", 2),
                Rung.of("second", 1),
                Rung.of(Catalog.RUN_AGAIN, 2))
            .ladder(FailureClass.TIMEOUT, Rung.of("second", 2), Rung.of(Catalog.RUN_AGAIN, 1));
    Deque<Cure> cures = new ArrayDeque<>(patient.remedies());
    rehearsal.feature.remedy("first", failure -> cure(cures));
    rehearsal.feature.remedy("second", failure -> cure(cures));
    List<String> steps = List.of("a/one", "a/two", "b/one", "c/two");
    for (int i = 0; i < patient.steps().size(); i++) {
      String step = steps.get(i % steps.size());
      Outcome outcome = patient.steps().get(i);
      if (outcome == Outcome.FINE) {
        rehearsal.feature.step(step, in -> StepResult.Done.of("fine"));
      } else {
        rehearsal.feature.failing(step, FailureClass.valueOf(outcome.name()));
      }
    }
    patient.ups().forEach(value -> reads(rehearsal, "up", value));
    patient.rates().forEach(value -> reads(rehearsal, "rate", value));
    return rehearsal;
  }

  private static void reads(Rehearsal rehearsal, String gate, double value) {
    if (value < 0) {
      rehearsal.feature.reads(
          gate,
          new Measurement.Unmeasured(Failure.of(FailureClass.TIMEOUT, gate + " is silent", "")));
    } else {
      rehearsal.feature.reads(gate, value);
    }
  }

  private static RemedyResult cure(Deque<Cure> cures) {
    Cure cure = cures.isEmpty() ? Cure.APPLIED : cures.poll();
    return switch (cure) {
      case APPLIED -> RemedyResult.Applied.of("did something");
      case CHANGED_FACT -> new RemedyResult.Applied("changed", Map.of("port.web", "1"), List.of());
      case NOT_APPLICABLE -> new RemedyResult.NotApplicable("not mine");
      case FAILED -> new RemedyResult.Failed(Failure.of(FailureClass.UNKNOWN, "it broke", "raw"));
    };
  }

  /** Work in a folder that is gone afterwards. */
  @FunctionalInterface
  private interface Work {
    void in(Path home) throws Exception;
  }

  private static void inFolder(Work work) throws Exception {
    Path home = Files.createTempDirectory("run-properties");
    try {
      work.in(home);
    } finally {
      try (Stream<Path> files = Files.walk(home)) {
        files.sorted(Comparator.reverseOrder()).forEach(RunPropertiesTest::delete);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
