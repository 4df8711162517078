package io.nuwa.emergency.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.nuwa.emergency.endtoend.EngineWitness.Seen;
import io.nuwa.emergency.metrics.Dashboard;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The life of one stack, from nothing to GO and through the faults after that. The tests are
 * chapters of one story, in this order, because a stack takes long to bring up.
 */
@ResourceLock(StackHome.OTHER_PLACE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class WholeStackIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(90);

  private static final Pattern STACK_SERIES =
      Pattern.compile("\\b(text2sql|mcp_exporter)_[a-z0-9_]+");

  private static final String FOREIGN = "id = 900000001 OR t::text LIKE '%stranger@example.org%'";

  private StackHome home;
  private Rows rows;
  private HomeFiles files;
  private String takenEmail = "";
  private String foreignRows = "";

  @BeforeAll
  void make_a_home(@TempDir Path folder) throws IOException, InterruptedException {
    home = StackHome.in(folder);
    rows = new Rows(home);
    files = new HomeFiles(home.folder());
  }

  @AfterAll
  void leave_nothing_behind() throws InterruptedException {
    home.remove();
    assertThat(home.engine().ids(home.project())).isEmpty();
  }

  @Test
  @Order(1)
  void a_dry_run_measures_and_changes_nothing() throws Exception {
    Map<String, String> before = files.all();
    Program.Ended dry = home.run("execute", "--dry-run", "--lang", "en");
    assertThat(dry.code()).as(dry.story()).isZero();
    assertThat(dry.out()).contains("0 of 5 healthy", "0 of 4 ports open");
    assertThat(files.all()).isEqualTo(before);
    assertThat(home.containers()).isEmpty();
  }

  @Test
  @Order(2)
  void a_run_that_is_killed_three_times_and_stopped_once_still_reaches_go() throws Exception {
    Story story = home.story();

    Program first = home.start("execute");
    story.await(0, Story.started("B-1/deploy/up"), SOON);
    Time.system().pause(Duration.ofMillis(700));
    first.kill();
    assertThat(first.ended(SOON).code()).isEqualTo(137);

    int known = story.lines().size();
    Program second = home.start("execute");
    story.await(known, Story.started("B-2/data/inject"), SOON);
    second.kill();
    assertThat(second.ended(SOON).code()).isEqualTo(137);

    known = story.lines().size();
    Program third = home.start("execute");
    story.await(known, Story.started("B-2/tests/run"), SOON);
    home.awaitSuite(SOON);
    third.terminate();
    Program.Ended stopped = third.ended(Duration.ofSeconds(8));
    assertThat(stopped.code()).as(stopped.story()).isEqualTo(143);
    assertThat(story.lines().getLast().path("type").asText()).isEqualTo("run-stopped");
    assertThat(home.leftOver()).as("the suite is stopped too").isEmpty();
    assertThat(lockIsFree()).isTrue();

    known = story.lines().size();
    Program fourth = home.start("execute");
    story.await(known, Story.started("B-2/tests/run"), SOON);
    home.awaitSuite(SOON);
    fourth.kill();
    assertThat(fourth.ended(SOON).code()).isEqualTo(137);
    assertThat(home.leftOver()).as("a suite whose caller is gone").isNotEmpty();

    known = story.lines().size();
    Program fifth = home.start("execute", "--json");
    story.await(known, line -> true, SOON);
    Program.Ended sixth = home.run("execute");
    assertThat(sixth.code()).as(sixth.story()).isEqualTo(5);
    assertThat(sixth.err()).contains("process " + fifth.pid());

    Program.Ended done = fifth.ended(StackHome.PATIENCE);
    assertThat(done.code()).as(done.story()).isZero();
    assertThat(JSON.readTree(done.out()).path("decision").asText()).isEqualTo("GO");
    assertThat(story.repeated()).as("steps that were recorded as done").isEmpty();
  }

  @Test
  @Order(3)
  void go_is_true_by_every_independent_look() throws Exception {
    home.assertFiveHealthy();
    assertThat(rows.count("order_items")).isGreaterThanOrEqualTo(15_000);
    assertThat(foundingOneLiner()).contains("3/3").contains("(100%)");

    Program.Ended status = home.run("status", "--json", "--exit-code");
    assertThat(status.code()).as(status.story()).isZero();
    assertThat(problems(status.out())).isEmpty();
    assertThat(JSON.readTree(status.out()).path("decision").asText()).isEqualTo("GO");

    List<String> cases = files.testCases();
    assertThat(cases).hasSizeGreaterThanOrEqualTo(40);
    for (int i = 1; i <= 7; i++) {
      String number = "T-0" + i;
      assertThat(cases).anyMatch(name -> name.contains(number));
    }
    assertThat(Files.readString(home.folder().resolve("promptx/memory/project-stage.json")))
        .contains("\"W3\"");
    assertThat(Files.readString(home.folder().resolve("logs/emergency-execution.log")))
        .contains("B-1", "B-2", "B-3", "deploy/up", "data/inject", "tests/run", "GO");
    assertThat(targets())
        .hasSize(3)
        .allSatisfy((target, health) -> assertThat(health).isEqualTo("up"));
    assertThat(files.withThePassword()).containsExactly("stack/secrets.env");
    assertThat(seriesNames()).containsAll(askedOfTheStack());
  }

  /** What the dashboards ask of Prometheus beside the figures of the watch. */
  private static Set<String> askedOfTheStack() {
    var asked = new TreeSet<String>();
    for (String question : Dashboard.everyQuestion()) {
      Matcher name = STACK_SERIES.matcher(question);
      while (name.find()) {
        asked.add(name.group());
      }
    }
    assertThat(asked).hasSizeGreaterThan(3);
    return asked;
  }

  private Set<String> seriesNames() throws Exception {
    String address = "http://127.0.0.1:" + home.port("prometheus");
    var names = new TreeSet<String>();
    for (JsonNode name :
        JSON.readTree(get(address + "/api/v1/label/__name__/values")).path("data")) {
      names.add(name.asText());
    }
    return names;
  }

  @Test
  @Order(4)
  void a_stopped_container_is_named_and_only_it_is_repaired() throws Exception {
    rows.change(
        "INSERT INTO customers (name, email, city) VALUES ('外人', 'stranger@example.org', '西安')");
    String before = rows.fingerprint("true");
    Map<String, Seen> running = home.containers();
    home.engine().ask("stop", running.get("postgres").id());

    Program.Ended red = home.run("status", "--verify", "--exit-code");
    assertThat(red.code()).as(red.story()).isEqualTo(1);
    assertThat(red.out()).contains("postgres is exited");

    Program.Ended repaired = home.run("execute");
    assertThat(repaired.code()).as(repaired.story()).isZero();
    home.assertFiveHealthy();
    Map<String, Seen> after = home.containers();
    running.remove("postgres");
    after.remove("postgres");
    assertThat(after).isEqualTo(running);
    assertThat(rows.fingerprint("true")).isEqualTo(before);
    assertThat(foundingOneLiner()).contains("3/3");
  }

  @Test
  @Order(5)
  void a_port_that_a_stranger_holds_moves_and_everything_follows() throws Exception {
    int held = home.port("text2sql");
    home.engine().ask("rm", "-f", home.containers().get("text2sql").id());
    takenEmail = takeTheEmailOfOneOfOurRows();
    foreignRows = rows.fingerprint(FOREIGN);
    try (var stranger = new ServerSocket(held, 5, InetAddress.getLoopbackAddress())) {
      Program.Ended run = home.run("execute", "--fresh", "--yes", "--json");
      assertThat(run.code()).as(run.story()).isZero();

      int moved = publishedPort("text2sql");
      assertThat(moved).isNotEqualTo(held);
      assertThat(remedies()).contains("alternate-port applied");
      assertThat(JSON.readTree(run.out()).path("facts").path("port.text2sql").asText())
          .isEqualTo(Integer.toString(moved));
      assertThat(get("http://127.0.0.1:" + moved + "/metrics"))
          .as("the suite asked the API at its new port")
          .containsPattern("text2sql_answers_total\\S* [1-9]");
      assertThat(Files.readString(home.folder().resolve("stack/prometheus/targets/text2sql.json")))
          .contains("text2sql:" + moved);
      assertThat(targets()).containsEntry("http://text2sql:" + moved + "/metrics", "up");
      Program.Ended status = home.run("status", "--verify", "--exit-code");
      assertThat(status.code()).as(status.story()).isZero();
      assertThat(answers(stranger)).isTrue();
    }
  }

  @Test
  @Order(6)
  void the_data_conflict_of_that_run_was_cleared_and_spared_foreign_rows() throws Exception {
    assertThat(remedies()).contains("clean-own-rows applied");
    assertThat(rows.fingerprint(FOREIGN)).as("foreign rows, to the byte").isEqualTo(foreignRows);
    assertThat(rows.ask("SELECT city FROM customers WHERE email = '" + takenEmail + "'"))
        .isEqualTo("拉萨");
    assertThat(rows.count("customers t WHERE NOT (" + FOREIGN + ")")).isEqualTo(1000);
    assertThat(rows.count("order_items t WHERE NOT (" + FOREIGN + ")")).isEqualTo(15_000);
  }

  @Test
  @Order(7)
  void a_stale_container_of_ours_is_removed_and_the_port_kept() throws Exception {
    int port = publishedPort("text2sql");
    home.engine().ask("rm", "-f", home.containers().get("text2sql").id());
    String stale = staleContainer(port);

    Program.Ended run = home.run("execute", "B-1");
    assertThat(run.code()).as(run.story()).isZero();

    assertThat(home.engine().ids(home.project())).doesNotContain(stale).hasSize(5);
    assertThat(publishedPort("text2sql")).isEqualTo(port);
    assertThat(remedies()).contains("remove-stale-container applied");
    home.assertFiveHealthy();
  }

  @Test
  @Order(8)
  void a_dry_run_on_a_stack_that_stands_measures_it_and_changes_nothing() throws Exception {
    Map<String, String> before = files.all();
    Map<String, Seen> running = home.containers();
    Program.Ended dry = home.run("execute", "--dry-run", "--lang", "en");
    assertThat(dry.code()).as(dry.story()).isZero();
    assertThat(dry.out()).contains("5 of 5 healthy", "4 of 4 ports open");
    assertThat(files.all()).isEqualTo(before);
    assertThat(home.containers()).isEqualTo(running);
  }

  /** One of our customers vanishes, and a stranger with an order takes the e-mail. */
  private String takeTheEmailOfOneOfOurRows() throws Exception {
    String id = rows.ask("SELECT min(id) FROM customers WHERE id < 900000000");
    String email = rows.ask("SELECT email FROM customers WHERE id = " + id);
    rows.change(
        "DELETE FROM orders WHERE customer_id = " + id,
        "DELETE FROM customers WHERE id = " + id,
        "INSERT INTO customers (id, name, email, city) VALUES (900000001, '占位人', '"
            + email
            + "', '拉萨')",
        "INSERT INTO products (id, name, category, price) VALUES (900000001, '古董', '杂项', 3.14)",
        "INSERT INTO orders (id, customer_id, total_amount) VALUES (900000001, 900000001, 3.14)",
        "INSERT INTO order_items (id, order_id, product_id, quantity, unit_price) VALUES"
            + " (900000001, 900000001, 900000001, 1, 3.14)");
    return email;
  }

  /** A service that an earlier compose file had, still running on a port of today's. */
  private String staleContainer(int port) throws InterruptedException {
    return home.engine()
        .ask(
            "run",
            "-d",
            "--name",
            home.project() + "-gateway-1",
            "--label",
            "com.docker.compose.project=" + home.project(),
            "--label",
            "com.docker.compose.service=gateway",
            "--env",
            "PORT=" + port,
            "-p",
            "127.0.0.1:" + port + ":" + port,
            "localhost/emergency/alertmanager:dev");
  }

  private List<String> remedies() {
    return home.story().of("remedy-tried").stream()
        .map(line -> line.path("remedy").asText() + " " + line.path("outcome").asText())
        .toList();
  }

  private int publishedPort(String service) throws InterruptedException {
    String[] lines =
        home.engine().ask("port", home.containers().get(service).id()).split("\\R", -1);
    return Integer.parseInt(lines[0].substring(lines[0].lastIndexOf(':') + 1));
  }

  private static boolean answers(ServerSocket stranger) throws IOException {
    try (var _ = new Socket(stranger.getInetAddress(), stranger.getLocalPort())) {
      return stranger.isBound() && !stranger.isClosed();
    }
  }

  private boolean lockIsFree() throws IOException {
    Path file = home.folder().resolve("promptx/memory/run.lock");
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    }
  }

  /** Section 5 of the founding document, word for word. */
  private String foundingOneLiner() throws InterruptedException {
    String program =
        """

        import json
        from pathlib import Path
        resolved = sum(1 for f in Path('promptx/memory').glob('blocker-*-status.json')\s
                       if json.loads(f.read_text()).get('status') == 'resolved')
        print(f'总进度: {resolved}/3 阻塞已解决 ({resolved/3*100:.0f}%)')
        """;
    Program.Ended ended =
        Program.start(
                List.of("/usr/bin/python3", "-c", program),
                Map.of("PYTHONIOENCODING", "utf-8", "PYTHONUTF8", "1"),
                home.folder(),
                home.folder().resolveSibling("scratch"))
            .ended(SOON);
    assertThat(ended.code()).as(ended.story()).isZero();
    return ended.out();
  }

  private static List<String> problems(String json) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(Path.of("docs/schema/status.schema.json")), InputFormat.JSON)
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  /** Prometheus's own word: scrape URL and health of each active target. */
  private Map<String, String> targets() throws Exception {
    JsonNode answer =
        JSON.readTree(
            get("http://127.0.0.1:" + home.port("prometheus") + "/api/v1/targets?state=active"));
    var targets = new TreeMap<String, String>();
    for (JsonNode target : answer.path("data").path("activeTargets")) {
      targets.put(target.path("scrapeUrl").asText(), target.path("health").asText());
    }
    return targets;
  }

  private static String get(String url) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(url).isEqualTo(200);
      return answer.body();
    }
  }
}
