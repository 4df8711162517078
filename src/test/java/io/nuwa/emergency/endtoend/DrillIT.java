package io.nuwa.emergency.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Some quick faults on a real stack; scripts/drill.sh has them all. */
@ResourceLock(StackHome.ONE_PLACE)
final class DrillIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(90);

  /**
   * More than a drill's own patience, so that it ends with a verdict of its own: a watch has four
   * minutes to get calm and five for a repair.
   */
  private static final Duration A_WHOLE_DRILL = Duration.ofMinutes(12);

  @TempDir private Path folder;
  private StackHome home;

  @BeforeEach
  void make_a_home() throws IOException, InterruptedException {
    home = StackHome.in(folder);
  }

  @AfterEach
  void leave_nothing_behind() throws InterruptedException {
    home.remove();
    home.engine().removeProject(drill());
    assertThat(home.engine().ids(drill())).isEmpty();
  }

  @Test
  void quick_faults_are_all_right_and_nothing_is_left() throws Exception {
    Program.Ended drill =
        drill(
            "drill",
            "container-killed",
            "status-forged",
            "journal-forged",
            "scrape-target-wrong",
            "column-emptied",
            "--json");
    assertThat(drill.code()).as(drill.story()).isZero();
    assertThat(problems(drill.out())).isEmpty();
    JsonNode report = JSON.readTree(drill.out());
    assertThat(report.path("right").asInt()).as(drill.story()).isEqualTo(5);
    assertThat(report.path("falseGreens").asInt()).isZero();
    assertThat(report.path("faults").findValuesAsText("recognised"))
        .containsExactly("killed", "killed", "target-down", "test-data");
    assertThat(home.engine().ids(drill())).isEmpty();
    assertThat(home.containers()).as("the user's own project").isEmpty();
    assertThat(Path.of(report.path("home").asText()).resolve("stack/secrets.env")).doesNotExist();
    assertThat(Path.of(report.path("home").asText()).resolve("promptx/memory/journal.jsonl"))
        .exists();
  }

  @Test
  void a_daemon_repairs_while_the_drill_only_looks_on_and_is_ended_with_it() throws Exception {
    Program.Ended drill =
        drill("drill", "--watch", "container-killed", "container-paused", "network-cut", "--json");
    assertThat(drill.code()).as(drill.story()).isZero();
    assertThat(problems(drill.out())).isEmpty();
    JsonNode report = JSON.readTree(drill.out());
    assertThat(report.path("driver").asText()).isEqualTo("daemon");
    assertThat(report.path("right").asInt()).as(drill.story()).isEqualTo(3);
    assertThat(report.path("falseGreens").asInt()).isZero();
    // A look at everything comes once a minute.
    assertThat(report.path("faults"))
        .as(drill.story())
        .allMatch(fault -> fault.path("noticedSeconds").asDouble(60) < 10)
        .allMatch(fault -> fault.path("greenSeconds").isNumber());
    Path ground = Path.of(report.path("home").asText());
    // The kernel and the engine both tell of a kill; which of them is quicker is not ours to say.
    assertThat(Files.readString(ground.resolve("logs/monitor.log")))
        .containsPattern("container text2sql: (its process \\d+ has ended|kill|died?)");
    assertThat(ground.resolve("daemon.pid")).doesNotExist();
    assertThat(processes(ground)).as("of the drill's home").isEmpty();
    assertThat(home.engine().ids(drill())).isEmpty();
  }

  @Test
  void a_project_that_no_drill_made_is_refused_and_not_touched() throws Exception {
    String stranger =
        home.engine()
            .ask(
                "run",
                "-d",
                "--label",
                "com.docker.compose.project=" + drill(),
                "localhost/emergency/alertmanager:dev");
    Program.Ended refused = home.run("drill", "container-killed");
    assertThat(refused.code()).as(refused.story()).isEqualTo(4);
    assertThat(refused.err()).contains(drill(), "container " + stranger);
    assertThat(home.engine().ids(drill())).containsExactly(stranger);
  }

  @Test
  void one_that_is_stopped_cleans_up_and_after_a_kill_the_next_one_does() throws Exception {
    Program killed = home.start("drill", "container-killed");
    await(() -> home.engine().ids(drill()).size() == 5);
    killed.kill();
    assertThat(killed.ended(SOON).code()).isEqualTo(137);
    List<String> left = home.engine().ids(drill());
    assertThat(left).isNotEmpty();

    Program stopped = home.start("drill", "container-killed");
    await(
        () -> {
          List<String> now = home.engine().ids(drill());
          return now.size() == 5 && now.stream().noneMatch(left::contains);
        });
    stopped.terminate();
    Program.Ended ended = stopped.ended(SOON);
    assertThat(ended.code()).as(ended.story()).isEqualTo(143);
    assertThat(home.engine().ids(drill())).as(ended.story()).isEmpty();
  }

  private static List<String> processes(Path ground) {
    return ProcessHandle.allProcesses()
        .map(handle -> handle.info().commandLine().orElse(""))
        .filter(line -> line.contains(ground.toString()))
        .toList();
  }

  private Program.Ended drill(String... words) throws InterruptedException {
    return home.start(words).ended(A_WHOLE_DRILL);
  }

  private String drill() {
    return home.project() + "-drill";
  }

  /** Something that is to become true. */
  @FunctionalInterface
  private interface Condition {
    boolean holds() throws InterruptedException;
  }

  private static void await(Condition condition) throws InterruptedException {
    Instant end = Time.system().instant().plus(SOON);
    while (!condition.holds()) {
      assertThat(Time.system().instant()).as("in time").isBefore(end);
      Time.system().pause(Duration.ofMillis(200));
    }
  }

  private static List<String> problems(String json) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(Path.of("docs/schema/drill.schema.json")), InputFormat.JSON)
        .validate(json, InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }
}
