package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.FreePort;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.deploy.engine.LocalMachine;
import io.nuwa.emergency.json.JsonObject;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.memory.MemoryFolder;
import io.nuwa.emergency.memory.RunLock;
import io.nuwa.emergency.plan.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real stack with a container that ended, and a stranger on a port. */
class DiagnoseIT {
  private static final String SECRET = "Hunter+Zwei/9?secret";
  private static final String COMPOSE =
      """
      services:
        web: &one
          image: docker.io/library/debian:bookworm-slim
          command: ["bash", "-c", "echo made for a test; exec sleep 600"]
          environment: {PASSPHRASE: "${SECRET_WORD}"}
          healthcheck: {test: ["CMD", "true"], interval: 5s}
          ports: ["127.0.0.1:${WEB_PORT}:80"]
        store:
          <<: *one
          command: ["bash", "-c", "echo cannot open the store as $$PASSPHRASE; exit 3"]
          ports: []
      """;

  @TempDir Path home;
  private final String project = "emergency-it-" + Long.toString(System.nanoTime(), 36);
  private ServerSocket stranger;

  @BeforeEach
  void prepare() throws IOException {
    stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Files.writeString(home.resolve("compose.yaml"), COMPOSE);
    Files.writeString(home.resolve("secrets.env"), "SECRET_WORD=" + SECRET + "\n");
    Files.createDirectories(home.resolve("promptx"));
    Files.writeString(
        home.resolve("promptx/plan.yaml"),
        """
        plan: small
        title: Small
        time-box: {length: 2h}
        ports: {web: %d, other: %d}
        roles: [{id: NuWa, duty: all}]
        stack:
          compose-file: compose.yaml
          project: %s
          services: [web, store]
          environment-file: secrets.env
          environment: {WEB_PORT: "${port.web}"}
        blockers:
          - id: B-1
            title: First
            owner: NuWa
            tasks: [{id: deploy, kind: compose-up, with: {healthy-within: 20s}}]
            gates: [{id: containers, probe: healthy-containers, success: "== 2", alert: "< 2"}]
        ladders: {not-ready: [], killed: [], unknown: [], timeout: []}
        """
            .formatted(FreePort.next(), stranger.getLocalPort(), project));
  }

  @AfterEach
  void remove() throws IOException, InterruptedException {
    stranger.close();
    Engine engine = engine();
    if (new Containers(engine).ofProject(project) instanceof Listing.Known known) {
      for (Container container : known.containers()) {
        new Containers(engine).remove(container);
      }
    }
    engine.run(Duration.ofSeconds(30), List.of("network", "rm", project + "_default"));
  }

  @Test
  void a_given_up_blocker_leaves_a_diagnosis_that_names_what_is_wrong() throws Exception {
    Answer executed = run("execute");
    assertThat(executed.code()).as(executed.toString()).isEqualTo(ExitCode.NOT_RESOLVED.code);

    Path folder = only(home.resolve("logs/diagnoses"), false);
    String markdown = Files.readString(folder.resolve("diagnosis.md"));
    assertThat(markdown.lines().limit(10))
        .anyMatch(line -> line.contains("store is exited (code 3)"));
    assertThat(markdown)
        .contains("cannot open the store as ***", "made for a test")
        .contains(
            "%d (other) is held by a stranger, java (pid %d)"
                .formatted(stranger.getLocalPort(), ProcessHandle.current().pid()));
    String json = Files.readString(folder.resolve("diagnosis.json"));
    assertThat(PublishedSchema.DIAGNOSIS.problems(json)).isEmpty();
    assertThat(Files.readString(folder.resolve("resources.txt")))
        .contains("GiB available", "Java: 25");
    try (var zip = new ZipFile(only(home.resolve("logs/diagnoses"), true).toFile())) {
      assertThat(zip.stream().map(entry -> entry.getName()))
          .contains(folder.getFileName() + "/log-store.txt", folder.getFileName() + "/ports.txt");
    }
    assertThat(executed.toString()).doesNotContain(SECRET);
    assertNoSecret();
  }

  @Test
  void by_hand_a_resolved_blocker_that_is_red_now_is_not_called_resolved() throws Exception {
    Files.writeString(
        home.resolve("compose.yaml"), COMPOSE.replace("; exit 3", "; exec sleep 600"));
    assertThat(run("execute").code()).isEqualTo(ExitCode.DONE.code);
    Engine engine = engine();
    if (new Containers(engine).ofProject(project) instanceof Listing.Known known) {
      for (Container container : known.containers()) {
        if (container.service().equals("store")) {
          new Containers(engine).remove(container);
        }
      }
    }

    Answer answer = run("diagnose", "B-1");

    assertThat(answer.out().lines().findFirst().orElseThrow())
        .startsWith("B-1 First: recorded as resolved, red now — ");
    assertThat(answer.out()).contains("no container of store", "red for the first time now");
  }

  @Test
  void by_hand_it_needs_neither_a_run_nor_the_lock_and_records_nothing() throws Exception {
    Path memory = home.resolve("promptx/memory");
    Answer first = run("diagnose", "B-1", "--json");
    assertThat(first.code()).as(first.toString()).isEqualTo(0);
    assertThat(PublishedSchema.DIAGNOSE.problems(first.out())).isEmpty();
    assertThat(memory).doesNotExist();
    var document = new JsonObject(JsonText.read(first.out())).objects("diagnoses").getFirst();
    assertThat(document.flag("byHand")).isTrue();
    assertThat(home.resolve(document.text("folder")).resolve("ports.txt")).isRegularFile();

    try (RunLock _ = RunLock.take(new MemoryFolder(home), "execute")) {
      Answer second = run("diagnose");
      assertThat(second.code()).as(second.toString()).isEqualTo(0);
      assertThat(second.out()).contains("B-1 First", "no container of web, store", "diagnosis.md");
    }
    assertThat(memory.resolve("journal.jsonl")).doesNotExist();
    assertThat(run("diagnose", "B-7").code()).isEqualTo(ExitCode.USAGE.code);
    assertNoSecret();
  }

  private record Answer(int code, String out, String err) {}

  private Answer run(String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var all = Stream.concat(Stream.of(words), Stream.of("--home", home.toString()));
    int code =
        EmergencyCommand.run(
            all.toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Answer(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private void assertNoSecret() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("secrets.env")) {
          String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
          assertThat(text).as(file.toString()).doesNotContain(SECRET);
        }
      }
    }
  }

  private static Path only(Path folder, boolean zip) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> found = all.filter(one -> one.toString().endsWith(".zip") == zip).toList();
      assertThat(found).hasSize(1);
      return found.getFirst();
    }
  }

  private Engine engine() throws InterruptedException {
    var detection =
        new EngineDetection(new LocalMachine(home)).current(new Values(Map.of(), Map.of()));
    assertThat(detection).isInstanceOf(Detection.Found.class);
    return ((Detection.Found) detection).engine();
  }
}
