package io.nuwa.emergency.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.cli.QuickStart;
import io.nuwa.emergency.deploy.FreePort;
import io.nuwa.emergency.endtoend.EngineWitness.Seen;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A home folder with the shipped plan, changed only so that it touches nobody else: a compose
 * project, ports, scrape targets and a password of its own.
 */
final class StackHome {
  /**
   * What each test of a whole stack locks one of. Two at once use the time in which either waits
   * for health and for scrapes; more are too heavy for a small machine.
   */
  static final String ONE_PLACE = "a place for a whole stack";

  /** The other place. */
  static final String OTHER_PLACE = "another place for a whole stack";

  /** Generous: the machine may be busy. */
  static final Duration PATIENCE = Duration.ofMinutes(4);

  static final List<String> SERVICES =
      List.of("alertmanager", "mcp-exporter", "postgres", "prometheus", "text2sql");

  /** The Java that runs the tests is the one that runs the product. */
  static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** The repository. */
  static final Path ROOT = Path.of("").toAbsolutePath();

  private final Path home;
  private final Path scratch;
  private final String project;
  private final Map<String, Integer> ports;
  private final String password;
  private final EngineWitness engine;
  private final List<String> launcher;
  private final List<Program> started = new ArrayList<>();

  private StackHome(Path home, Path scratch, EngineWitness engine, List<String> launcher) {
    this.home = home;
    this.scratch = scratch;
    this.engine = engine;
    this.launcher = List.copyOf(launcher);
    this.project = "e2e" + UUID.randomUUID().toString().substring(0, 8);
    this.ports = freePorts("text2sql", "postgres", "prometheus", "exporter", "alertmanager");
    this.password = UUID.randomUUID().toString();
  }

  /** Makes such a home in an empty folder. */
  static StackHome in(Path folder) throws IOException, InterruptedException {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    var words = new ArrayList<>(List.of(JAVA.toString()));
    words.addAll(QuickStart.flags());
    words.addAll(List.of("-jar", ROOT.resolve("target/emergency.jar").toString()));
    var made = new StackHome(home, scratch, EngineWitness.ofThisMachine(scratch), words);
    made.write(ROOT, List.of(ROOT.resolve("scripts/images.sh").toString()));
    return made;
  }

  /**
   * Makes such a home for a user who has no images yet, with a copy of the product.
   *
   * @param scratch a folder of ours for output
   * @param archive of the images
   * @param environment of the user's commands
   */
  static StackHome of(
      OrdinaryUser user, Path scratch, Path archive, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path product = user.folder("product");
    for (String part : List.of("scripts", "stack/compose.yaml", "stack/postgres/schema.sql")) {
      user.give(ROOT.resolve(part), product.resolve(part));
    }
    user.give(ROOT.resolve("target/emergency.jar"), product.resolve("target/emergency.jar"));
    Path home = user.folder("home");
    var all = new HashMap<>(environment);
    all.put("EMERGENCY_HOME", home.toString());
    var words = new ArrayList<>(user.words(all));
    words.addAll(
        List.of(JAVA.toString(), "-jar", product.resolve("target/emergency.jar").toString()));
    EngineWitness engine = EngineWitness.podmanBy(user.words(Map.of()), scratch);
    var made = new StackHome(home, scratch, engine, words);
    made.write(
        product,
        List.of(product.resolve("scripts/images.sh").toString(), "--load", archive.toString()));
    user.own(home);
    return made;
  }

  /**
   * Writes plan, password and folders.
   *
   * @param product where jars, compose file and schema are
   * @param images the command that brings images
   */
  private void write(Path product, List<String> images) throws IOException {
    String plan = Files.readString(ROOT.resolve("promptx/plan.yaml"));
    Map<String, String> changes = new LinkedHashMap<>();
    Map<String, Integer> shipped =
        Map.of(
            "text2sql",
            8000,
            "postgres",
            5432,
            "prometheus",
            9090,
            "exporter",
            9101,
            "alertmanager",
            9093);
    shipped.forEach(
        (name, port) -> changes.put("  " + name + ": " + port, "  " + name + ": " + port(name)));
    changes.put("project: week2", "project: " + project);
    changes.put(":9464\"", ":" + FreePort.next() + "\"");
    changes.put(
        "compose-file: stack/compose.yaml",
        "compose-file: " + product.resolve("stack/compose.yaml"));
    changes.put(
        "    ALERTMANAGER_PORT: \"${port.alertmanager}\"",
        "    ALERTMANAGER_PORT: \"${port.alertmanager}\"\n"
            + "    SCRAPE_TARGETS_DIR: \"${home}/stack/prometheus/targets\"");
    changes.put("images: [scripts/images.sh]", "images: [" + String.join(", ", images) + "]");
    changes.put(
        "schema: stack/postgres/schema.sql",
        "schema: " + product.resolve("stack/postgres/schema.sql"));
    changes.put("${home}/target/text2sql.jar", product.resolve("target/text2sql.jar").toString());
    // The plan looks back ten minutes for gaps; a test that made one would wait as long.
    changes.put("window: 10m", "window: 30s");
    for (var change : changes.entrySet()) {
      assertThat(plan).as("the shipped plan").contains(change.getKey());
      plan = plan.replace(change.getKey(), change.getValue());
    }
    Files.createDirectories(home.resolve("promptx"));
    Files.writeString(home.resolve("promptx/plan.yaml"), plan);
    Path secrets = home.resolve("stack/secrets.env");
    Files.createDirectories(home.resolve("stack/prometheus/targets"));
    Files.createFile(
        secrets,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secrets, "POSTGRES_PASSWORD=" + password + "\n");
  }

  Path folder() {
    return home;
  }

  String project() {
    return project;
  }

  int port(String name) {
    return ports.get(name);
  }

  /** All ports of the plan, as they were given. */
  List<Integer> ports() {
    return List.copyOf(ports.values());
  }

  EngineWitness engine() {
    return engine;
  }

  Story story() {
    return new Story(home);
  }

  /** Starts {@code emergency} here. */
  Program start(String... arguments) {
    var words = new ArrayList<>(launcher);
    words.addAll(List.of(arguments));
    Map<String, String> environment = new HashMap<>(engine.childEnvironment());
    environment.put("EMERGENCY_HOME", home.toString());
    environment.put("EMERGENCY_PLAN", "");
    environment.put("GRAFANA_URL", "");
    Program program = Program.start(words, environment, home, scratch);
    started.add(program);
    return program;
  }

  /** Runs {@code emergency} here to its end. */
  Program.Ended run(String... arguments) throws InterruptedException {
    return start(arguments).ended(PATIENCE);
  }

  /** The containers as the engine sees them, by service. */
  Map<String, Seen> containers() throws InterruptedException {
    return engine.services(project);
  }

  /** Fails unless all five services run and pass a health check that is executed now. */
  void assertFiveHealthy() throws InterruptedException {
    Map<String, Seen> seen = containers();
    assertThat(seen.keySet()).containsExactlyElementsOf(SERVICES);
    for (Seen container : seen.values()) {
      assertThat(engine.healthy(container)).as("health of %s", container).isTrue();
    }
  }

  Connection database() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port("postgres") + "/text2sql", "text2sql", password);
  }

  /** Ends what was started here and removes what the engine has of this project. */
  void remove() throws InterruptedException {
    started.forEach(Program::kill);
    ProcessHandle.allProcesses().filter(this::isOurs).forEach(ProcessHandle::destroyForcibly);
    engine.removeProject(project);
  }

  /** Processes that work for this home, such as a suite or a compose provider left behind. */
  List<String> leftOver() {
    return ProcessHandle.allProcesses()
        .filter(this::isOurs)
        .map(process -> process.pid() + " " + process.info().commandLine().orElse("?"))
        .toList();
  }

  /** Waits until the suite of this home is at work: before it begins, its system is looked at. */
  void awaitSuite(Duration within) throws InterruptedException {
    Instant end = Time.system().instant().plus(within);
    while (leftOver().stream().noneMatch(process -> process.contains(" acceptance "))) {
      if (!Time.system().instant().isBefore(end)) {
        throw new AssertionError("no suite is at work after " + within + ": " + leftOver());
      }
      Time.system().pause(Duration.ofMillis(100));
    }
  }

  private boolean isOurs(ProcessHandle process) {
    String words = process.info().commandLine().orElse("");
    return words.contains(home.toString())
        || words.contains("127.0.0.1:" + port("postgres"))
        || words.contains(" -p " + project + " ");
  }

  private static Map<String, Integer> freePorts(String... names) {
    var ports = new LinkedHashMap<String, Integer>();
    for (String name : names) {
      ports.put(name, FreePort.next());
    }
    return ports;
  }
}
