package io.nuwa.emergency.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.retry.Rung;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for any plan, shown on small ones. */
class PlanRecordsTest {
  private static final String HEAD =
      "plan: p\ntime-box: {length: 10h}\nroles: [{id: R}]\nports: {z: 1, a: 2}\nblockers:\n";

  @Test
  void fills_in_what_an_author_left_out() {
    Plan plan = read(HEAD + blocker("B", ""));
    Blocker blocker = plan.blockers().getFirst();
    assertThat(plan.title()).isEqualTo("p");
    assertThat(plan.timeBox().checkEvery()).hasHours(6);
    assertThat(blocker.title()).isEqualTo("B");
    assertThat(blocker.rounds()).isEqualTo(3);
    assertThat(blocker.deadline()).isEmpty();
    assertThat(blocker.needs()).isEmpty();
    assertThat(blocker.tasks().getFirst().role()).isEqualTo("R");
    assertThat(blocker.tasks().getFirst().timeout()).hasMinutes(10);
    assertThat(blocker.gates().getFirst().timeout()).hasSeconds(30);
    assertThat(plan.stack()).isEmpty();
    assertThat(plan.onGo()).isEmpty();
  }

  @Test
  void measures_within_a_short_time_box_too() {
    Plan plan = read(HEAD.replace("10h", "2h") + blocker("B", ""));
    assertThat(plan.timeBox().checkEvery()).hasHours(2);
  }

  @Test
  void puts_blockers_into_the_order_in_which_they_can_be_worked_on() {
    Plan plan =
        read(
            HEAD
                + blocker("A", "needs: [C]")
                + blocker("B", "needs: []")
                + blocker("C", "needs: B"));
    assertThat(plan.blockers()).extracting(Blocker::id).containsExactly("B", "C", "A");
    assertThat(plan.blocker("C").orElseThrow().needs()).containsExactly("B");
    assertThat(plan.blocker("D")).isEmpty();
  }

  @Test
  void puts_checkpoints_into_the_order_of_time() {
    Plan plan =
        read(
            HEAD.replace(
                    "length: 10h",
                    "length: 10h, checkpoints: [{id: b, at: 9h, expect: resolved, otherwise: red},"
                        + " {id: a, at: 1h, expect: tasks-run, otherwise: yellow}]")
                + blocker("B", ""));
    assertThat(plan.timeBox().checkpoints()).extracting(Checkpoint::id).containsExactly("a", "b");
    assertThat(plan.timeBox().checkpoints().getLast().expectation())
        .isEqualTo(new Expectation.Resolved(List.of("B")));
  }

  @Test
  void keeps_ports_in_the_order_of_the_file() {
    assertThat(read(HEAD + blocker("B", "")).ports().keySet()).containsExactly("z", "a");
  }

  @Test
  void has_the_digest_of_its_text() {
    String text = HEAD + blocker("B", "");
    assertThat(read(text).digest()).isEqualTo(read(text).digest()).matches("[0-9a-f]{64}");
    assertThat(read(text + "# more\n").digest()).isNotEqualTo(read(text).digest());
  }

  @Test
  void lets_one_blocker_have_ladders_of_its_own() {
    Plan plan = read(HEAD + blocker("B", "ladders: {timeout: [unpause]}") + blocker("C", ""));
    assertThat(ladder(plan, "B", FailureClass.TIMEOUT)).containsExactly("unpause");
    assertThat(ladder(plan, "B", FailureClass.PERMISSION))
        .containsExactly("rootless", "alternate-port");
    assertThat(ladder(plan, "C", FailureClass.TIMEOUT))
        .isEqualTo(
            plan.ladders().of(FailureClass.TIMEOUT).rungs().stream().map(Rung::remedy).toList())
        .isNotEmpty();
  }

  private static List<String> ladder(Plan plan, String blocker, FailureClass kind) {
    return plan.ladders(plan.blocker(blocker).orElseThrow()).of(kind).rungs().stream()
        .map(Rung::remedy)
        .toList();
  }

  @Test
  void replaces_the_ladder_of_a_class_and_keeps_the_others() {
    Plan plan =
        read(
            HEAD.replace(
                    "blockers:",
                    "ladders: {port-in-use: [alternate-port, {remedy: rootless,"
                        + " budget: 7, pause: 3s}], timeout: []}\nblockers:")
                + blocker("B", ""));
    assertThat(plan.ladders().of(FailureClass.PORT_IN_USE).rungs())
        .containsExactly(
            new Rung("alternate-port", 2, Duration.ofSeconds(2)),
            new Rung("rootless", 7, Duration.ofSeconds(3)));
    assertThat(plan.ladders().of(FailureClass.TIMEOUT).rungs()).isEmpty();
    assertThat(plan.ladders().of(FailureClass.PERMISSION).rungs())
        .extracting(Rung::remedy)
        .containsExactly("rootless", "alternate-port");
  }

  @Test
  void drops_default_rungs_that_nobody_brings_a_remedy_for() {
    assertThat(DefaultLadders.with(Set.of("alternate-port")).of(FailureClass.PORT_IN_USE).rungs())
        .extracting(Rung::remedy)
        .containsExactly("alternate-port");
    assertThat(DefaultLadders.with(Set.of()).of(FailureClass.TEST_FAILURE).rungs())
        .extracting(Rung::remedy)
        .containsExactly(DefaultLadders.RUN_AGAIN);
  }

  @Test
  void cannot_be_changed_from_outside() {
    var needs = new ArrayList<>(List.of("A"));
    var blocker =
        new Blocker(
            "B",
            "",
            "R",
            needs,
            java.util.Optional.empty(),
            java.util.Optional.of(1),
            List.of(),
            List.of(),
            io.nuwa.emergency.retry.Ladders.NONE);
    needs.add("Z");
    assertThat(blocker.needs()).containsExactly("A");
    assertThatThrownBy(() -> read(HEAD + blocker("B", "")).ports().put("q", 3))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void refuses_a_file_of_endless_size_before_reading_it() {
    assertThatThrownBy(() -> read("#".repeat(PlanReader.LONGEST + 1)))
        .isInstanceOf(io.nuwa.emergency.config.InvalidConfigurationException.class)
        .hasMessageContaining("is longer than");
  }

  @Test
  void reads_ten_thousand_tasks_and_refuses_more() {
    String tasks = "{id: t%d, kind: command}, ";
    var text = new StringBuilder(HEAD + "  - id: B\n    owner: R\n    tasks: [");
    for (int i = 0; i < 9_999; i++) {
      text.append(tasks.formatted(i));
    }
    String gate = "]\n    gates: [{id: g, probe: command-exit, success: '== 0', alert: '!= 0'}]\n";
    assertThat(read(text + gate).blockers().getFirst().tasks()).hasSize(9_999);
    assertThatThrownBy(() -> read(text + tasks.formatted(10_000) + gate))
        .hasMessageContaining("10001 tasks and gates are more than 10000");
  }

  static String blocker(String id, String more) {
    return """
      - id: %s
        owner: R
        tasks: [{id: t, kind: command, with: {command: [x]}}]
        gates: [{id: g, probe: command-exit, with: {command: [x]}, success: "== 0", alert: "!= 0"}]
    %s\
    """
        .formatted(id, more.isEmpty() ? "" : "    " + more + "\n");
  }

  private static Plan read(String text) {
    return PlanReader.read("p.yaml", text, Words.week2());
  }
}
