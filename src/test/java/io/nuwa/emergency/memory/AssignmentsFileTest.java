package io.nuwa.emergency.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.cli.PublishedSchema;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.FailureNote;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssignmentsFileTest {
  private static final Instant START = Instant.parse("2026-01-05T20:00:00Z");

  @TempDir Path home;
  private MemoryFolder memory;
  private RunState state;

  @BeforeEach
  void begin() {
    memory = new MemoryFolder(home);
    var outline =
        new BlockerOutline(
            "B-2", "测试执行", "SchemaSage", List.of(new BlockerOutline.GateOutline("g", "g")));
    var started =
        new Event.RunStarted(
            "week-2-1",
            "week-2",
            "d",
            "t",
            Duration.ofHours(48),
            Duration.ofHours(6),
            List.of(outline),
            Map.of());
    state = RunState.begin(new Entry(1, START, started));
  }

  private void happens(Duration after, Event... events) {
    for (Event event : events) {
      state = state.after(new Entry(state.sequence() + 1, START.plus(after), event));
    }
  }

  private void isGivenUp(Duration after, String role, FailureClass kind) {
    happens(
        after,
        new Event.RoundStarted("B-2", 1),
        new Event.RoleAssigned("B-2", role, kind, "3 of 98 cases fail"),
        new Event.DiagnosisTaken(
            "B-2", new FailureNote(kind, "", Map.of(), Optional.empty()), List.of()),
        new Event.BlockerFailed("B-2", "3 of 98 cases fail"));
  }

  private String projected() throws IOException {
    new AssignmentsFile(memory, Optional.of("NuWa")).project(state);
    String text = Files.readString(memory.assignments());
    assertThat(PublishedSchema.ASSIGNMENTS.problems(text)).isEmpty();
    return text;
  }

  @Test
  void there_is_no_file_before_anybody_was_asked() {
    new AssignmentsFile(memory, Optional.of("NuWa")).project(state);
    assertThat(memory.assignments()).doesNotExist();
  }

  @Test
  void says_who_is_asked_for_what_since_when_and_where_the_diagnosis_lies() throws IOException {
    isGivenUp(Duration.ofMinutes(10), "CIOrchestrator", FailureClass.TEST_FAILURE);
    assertThat(projected())
        .isEqualTo(
            """
            {
              "schemaVersion" : 1,
              "plan" : "week-2",
              "run" : "week-2-1",
              "coordinator" : "@NuWa",
              "assignments" : [
                {
                  "blocker" : "B-2",
                  "title" : "测试执行",
                  "owner" : "@SchemaSage",
                  "assigned_to" : "@CIOrchestrator",
                  "class" : "test-failure",
                  "reason" : "3 of 98 cases fail",
                  "since" : "2026-01-05T20:10:00Z",
                  "diagnosis" : "logs/diagnoses/20260105T201000Z-B-2",
                  "status" : "open"
                }
              ]
            }
            """);
  }

  @Test
  void a_new_attempt_does_not_close_it_and_a_second_failure_keeps_its_beginning()
      throws IOException {
    isGivenUp(Duration.ofMinutes(10), "CIOrchestrator", FailureClass.TEST_FAILURE);
    happens(Duration.ofMinutes(20), new Event.RoundStarted("B-2", 1));
    assertThat(projected()).contains("\"status\" : \"open\"");

    isGivenUp(Duration.ofMinutes(30), "CIOrchestrator", FailureClass.TEST_FLAKY);
    assertThat(projected())
        .contains("\"since\" : \"2026-01-05T20:10:00Z\"")
        .contains("\"class\" : \"test-flaky\"")
        .contains("20260105T203000Z-B-2");
  }

  @Test
  void green_gates_close_it_and_another_failure_is_another_one() throws IOException {
    isGivenUp(Duration.ofMinutes(10), "CIOrchestrator", FailureClass.TEST_FAILURE);
    happens(
        Duration.ofMinutes(40),
        new Event.RoundStarted("B-2", 1),
        new Event.GateMeasured(
            "B-2",
            "g",
            new Reading(Verdict.PASS, OptionalDouble.of(1), "", START),
            Optional.empty(),
            List.of()),
        new Event.BlockerResolved("B-2", "SchemaSage"));
    assertThat(projected())
        .contains("\"status\" : \"closed\"")
        .contains("\"closed_at\" : \"2026-01-05T20:40:00Z\"");
    assertThat(state.blocker("B-2").assigned()).isEmpty();

    happens(Duration.ofMinutes(50), new Event.BlockerReopened("B-2", "g", "red"));
    assertThat(projected()).contains("\"status\" : \"closed\"");
    isGivenUp(Duration.ofMinutes(55), "SchemaSage", FailureClass.TEST_DATA);
    assertThat(projected())
        .contains("\"assigned_to\" : \"@SchemaSage\"")
        .contains("\"since\" : \"2026-01-05T20:55:00Z\"")
        .contains("\"status\" : \"open\"");
  }

  @Test
  void one_that_is_kept_up_says_the_same_as_one_that_is_made_afresh() throws IOException {
    var kept = new AssignmentsFile(memory, Optional.of("NuWa"));
    kept.project(state);
    assertThat(memory.assignments()).doesNotExist();

    isGivenUp(Duration.ofMinutes(10), "CIOrchestrator", FailureClass.TEST_FAILURE);
    kept.project(state);
    String first = Files.readString(memory.assignments());
    assertThat(first).isEqualTo(projected()).contains("CIOrchestrator");

    isGivenUp(Duration.ofMinutes(30), "SchemaSage", FailureClass.TEST_DATA);
    kept.project(state);
    assertThat(Files.readString(memory.assignments())).isNotEqualTo(first).isEqualTo(projected());
  }

  @Test
  void a_deleted_or_changed_file_comes_back_the_same() throws IOException {
    isGivenUp(Duration.ofMinutes(10), "CIOrchestrator", FailureClass.TEST_FAILURE);
    String before = projected();
    Files.delete(memory.assignments());
    assertThat(projected()).isEqualTo(before);
    Files.writeString(memory.assignments(), "{\"assignments\": []}");
    assertThat(projected()).isEqualTo(before);
  }

  @Test
  void a_run_without_any_clears_what_an_earlier_one_left() throws IOException {
    Files.createDirectories(memory.folder());
    Files.writeString(memory.assignments(), "whatever");
    assertThat(projected()).contains("\"assignments\" : []");
  }
}
