package io.nuwa.emergency.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.command.CommandFeature;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.drill.fault.Expectation;
import io.nuwa.emergency.drill.fault.Fault;
import io.nuwa.emergency.drill.fault.Trouble;
import io.nuwa.emergency.drill.ground.Compression;
import io.nuwa.emergency.drill.ground.EngineProgram;
import io.nuwa.emergency.drill.ground.Ground;
import io.nuwa.emergency.drill.scene.OwnProgram;
import io.nuwa.emergency.drill.scene.Scene;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a plan of one gate that looks whether a file is there, and no engine. */
class ExerciseTest {
  @SuppressWarnings("InlineFormatString")
  private static final String PLAN =
      """
      plan: small
      title: small
      time-box: {length: 1h, check-every: 2s}
      roles: [{id: one, duty: owns it}]
      blockers:
        - id: B-1
          owner: one
          rounds: 1
          tasks:
            - {id: mend, kind: command, with: {command: ["%s", "%s"]}}
          gates:
            - {id: there, probe: command-exit, with: {command: ["test", "-e", "%s"]},
               success: "== 0", alert: "!= 0"}
      """;

  @TempDir private Path home;
  private final Ticking time = new Ticking();

  /** Lists nothing and succeeds: there are no containers. */
  private EngineProgram engine = new EngineProgram("true", Map.of());

  /** Ends with 0, whatever it is asked. */
  private OwnProgram ownProgram = new OwnProgram(List.of("true"));

  private int undone;
  private final List<String> told = new ArrayList<>();

  @Test
  void a_gate_that_says_green_while_an_independent_look_sees_harm_is_counted() throws Exception {
    Observation seen =
        exercise("true", "x", fault(scene -> {}, () -> Optional.of("the rows are gone"))).run();
    assertThat(seen.noticed()).isEmpty();
    assertThat(seen.falseGreens()).as("unnoticed, at GO, and at the end").isGreaterThanOrEqualTo(2);
    assertThat(seen.harmAtGreen()).contains("the rows are gone");
    assertThat(Judge.wrongs(Expectation.repaired(FailureClass.KILLED), seen))
        .anyMatch(why -> why.startsWith("said green while broken"));
  }

  @Test
  void a_fault_that_no_gate_sees_is_given_one_interval_and_is_wrong_then() throws Exception {
    Instant before = time.instant();
    exercise("true", "x", fault(scene -> {}, () -> Optional.of("broken"))).run();
    assertThat(Duration.between(before, time.instant()))
        .isBetween(Duration.ofSeconds(17), Duration.ofSeconds(60));
  }

  @Test
  void a_lie_that_the_command_believes_is_counted_and_is_wrong() throws Exception {
    Observation seen = exercise("true", "x", lie()).run();
    assertThat(seen.falseGreens()).isEqualTo(1);
    assertThat(seen.harmAtGreen()).contains("the plan is not the one that was run");
    assertThat(Judge.wrongs(Expectation.refused(), seen))
        .anyMatch(why -> why.equals("'status --verify --exit-code' ended with 0"));
  }

  @Test
  void a_lie_that_the_command_refuses_is_right_and_is_undone() throws Exception {
    ownProgram = new OwnProgram(List.of("false"));
    Observation seen = exercise("true", "x", lie()).run();
    assertThat(seen.noticed()).isPresent();
    assertThat(seen.falseGreens()).isZero();
    assertThat(undone).isPositive();
    // No engine runs here, so that the stack as a whole is never sound.
    assertThat(Judge.wrongs(Expectation.refused(), seen))
        .containsExactly("the stack did not get green again afterwards");
  }

  @Test
  void what_may_be_repaired_or_given_up_must_be_noticed_and_never_be_green() throws Exception {
    Observation unseen = exercise("true", "x", lie()).run();
    assertThat(Judge.wrongs(new Expectation.Disbelieved(), unseen))
        .anyMatch(why -> why.startsWith("said green while broken"))
        .contains("no gate noticed it");
  }

  private Fault lie() {
    return new Fault(
        "lie",
        "lies",
        Expectation.refused(),
        scene ->
            Trouble.of(
                () ->
                    undone > 0
                        ? Optional.empty()
                        : Optional.of("the plan is not the one that was run"),
                () -> undone++));
  }

  @Test
  void a_fault_that_is_seen_is_timed_and_its_class_and_role_come_from_the_journal()
      throws Exception {
    Path file = home.resolve("there");
    Observation seen = exercise("true", "x", fault(scene -> Files.delete(file), this::gone)).run();
    assertThat(seen.noticed()).isPresent();
    assertThat(seen.harmAfterInjection()).contains("gone");
    assertThat(seen.green()).as("nothing mends it").isEmpty();
    assertThat(seen.roles()).containsExactly("one");
    assertThat(seen.classes()).isNotEmpty();
    assertThat(seen.falseGreens()).as("by the gate").isZero();
  }

  @Test
  void the_trouble_is_undone_also_when_the_drill_itself_fails() {
    var undone = new ArrayList<String>();
    var fault =
        new Fault(
            "x",
            "y",
            Expectation.repaired(FailureClass.KILLED),
            scene ->
                Trouble.of(
                    () -> {
                      throw new IllegalStateException("a fault of the drill");
                    },
                    () -> undone.add("undone")));
    try {
      exercise("true", "x", fault).run();
    } catch (Exception e) {
      told.add(String.valueOf(e.getMessage()));
    }
    assertThat(told).contains("a fault of the drill");
    assertThat(undone).isNotEmpty();
  }

  @Test
  void a_look_that_fails_is_neither_an_effect_of_the_fault_nor_a_false_green() throws Exception {
    Path blind = home.resolve("blind");
    engine =
        Grounds.engine(home, "[ $1 = ps ] && echo c1; [ $1 = ps ] || ! [ -e blind ] || exit 125");
    var exercise = exercise("true", "x", fault(scene -> Files.createFile(blind), Optional::empty));

    assertThatThrownBy(exercise::run)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not tell of the containers");
  }

  @Test
  void what_was_brought_about_by_half_is_undone_at_once() {
    var done = new ArrayList<String>();
    var fault =
        new Fault(
            "x",
            "y",
            Expectation.repaired(FailureClass.KILLED),
            scene ->
                Trouble.brought(
                    () -> {
                      done.add("half");
                      throw new IOException("the other half failed");
                    },
                    Optional::empty,
                    () -> done.add("undone")));
    assertThatThrownBy(() -> exercise("true", "x", fault).run())
        .hasMessage("the other half failed");
    assertThat(done).containsExactly("half", "undone");
  }

  private Optional<String> gone() {
    return Files.exists(home.resolve("there")) ? Optional.empty() : Optional.of("gone");
  }

  private static Fault fault(Trouble.Look look) {
    return new Fault(
        "x", "y", Expectation.repaired(FailureClass.KILLED), scene -> Trouble.of(look, () -> {}));
  }

  /** Something that is done to a scene. */
  @FunctionalInterface
  private interface Deed {
    void to(Scene scene) throws IOException;
  }

  private static Fault fault(Deed deed, Trouble.Look look) {
    Fault plain = fault(look);
    return new Fault(
        plain.id(),
        plain.what(),
        plain.expectation(),
        scene -> {
          deed.to(scene);
          return plain.injection().inject(scene);
        });
  }

  private Exercise exercise(String program, String word, Fault fault) throws Exception {
    Files.writeString(home.resolve("there"), "");
    var workplace = new Workplace(home, Map.of(), "java");
    var catalog = new Catalog(List.of(new CommandFeature(home)));
    Plan plan =
        PlanReader.read(
            "plan.yaml",
            PLAN.formatted(program, word, home.resolve("there")),
            catalog.vocabulary());
    var ground =
        new Ground(
            home,
            "small-drill",
            plan,
            workplace,
            catalog,
            engine,
            "password",
            new Compression(240),
            Map.of());
    var caretaker = new ByExecute(ground, time, told::add);
    caretaker.execute(true, (entry, state) -> {});
    return new Exercise(fault, new Scene(ground, time, ownProgram), caretaker, told::add);
  }

  /** Goes on only while somebody waits, and a little at each look. */
  private static final class Ticking implements Time {
    private Instant now = Instant.parse("2025-06-16T12:00:00Z");

    @Override
    public synchronized Instant instant() {
      now = now.plusMillis(1);
      return now;
    }

    @Override
    public synchronized void pause(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public long nanoseconds() {
      return Duration.between(Instant.EPOCH, instant()).toNanos();
    }
  }
}
