package io.nuwa.emergency.plan.compose;

import io.nuwa.emergency.compose.ComposeProject;
import io.nuwa.emergency.compose.ComposeService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes a commented first plan for a compose file. */
final class PlanDraft {
  /** Words that YAML takes for something else than text. */
  private static final Set<String> NO_TEXT =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  private final String composeFile;
  private final ComposeProject project;
  private final String name;
  private final List<ComposeService> services;
  private final List<DraftPort> ports;
  private final Set<String> left;
  private final StringBuilder text = new StringBuilder();

  /**
   * Starts an empty draft.
   *
   * @param left names of services that the plan does not have
   */
  PlanDraft(
      String composeFile,
      ComposeProject project,
      String name,
      List<ComposeService> services,
      Set<String> left) {
    this.composeFile = composeFile;
    this.project = project;
    this.name = name;
    this.services = services;
    this.ports = DraftPort.of(services);
    this.left = new TreeSet<>(left);
  }

  String write() {
    head();
    portsAndStack();
    roles();
    deployment();
    tests();
    return text.toString();
  }

  private void head() {
    add(
        """
        # A first plan for %s, written by `emergency plan init`.
        # Read it once from top to bottom, then:
        #   emergency plan validate     says what is wrong in it, with line and column
        #   emergency execute --dry-run measures, and says what would be done
        # Durations: 90s, 10m, 6h. Comparisons stand in quotes: ">= 95", "== 5".
        # Every key is explained in docs/plan-reference.md.
        plan: %s
        title: %s

        # The clock starts with the first run. Within it everything is measured again and again.
        time-box:
          length: 48h
          check-every: 6h
          # checkpoints:
          #   - {id: halfway, at: 24h, expect: resolved, blockers: [B-1], otherwise: red}
        """
            .formatted(composeFile.replaceAll("\\s", " "), word(name), word(name)));
  }

  private void portsAndStack() {
    if (!ports.isEmpty()) {
      add(
          "\n"
              + "# Where the stack is reached on this machine; texts below name them"
              + " ${port.NAME}.\n"
              + "ports:\n");
      ports.forEach(port -> add("  " + word(port.name()) + ": " + port.published().first() + "\n"));
    }
    add("\n# The containers under repair: what is not of this project is never touched.\nstack:\n");
    add("  compose-file: " + quoted(composeFile) + "\n  project: " + word(name) + "\n");
    add("  services: [" + list(services.stream().map(ComposeService::name).toList()) + "]\n");
    if (!left.isEmpty()) {
      add(
          "  # Left out, since compose starts them only when asked: "
              + String.join(", ", left)
              + "\n");
    }
    add("  # Passwords and the like; texts below name them ${secret.NAME}. Never logged.\n");
    add("  # environment-file: .env\n");
    Map<String, String> variables = variables();
    if (variables.isEmpty()) {
      boolean inFile = ports.stream().anyMatch(port -> port.published().variable().isPresent());
      if (inFile) {
        add(
            "  # Ports that .env sets are left to it. To let one that is held be moved, say"
                + " here\n");
        add("  #   environment: {ITS_VARIABLE: \"${port.NAME}\"}\n");
      } else if (!ports.isEmpty()) {
        add(
            "  # Ports are fixed in the compose file. With \"${WEB_PORT:-8000}:80\" there and the"
                + " line\n");
        add("  #   environment: {WEB_PORT: \"${port.web}\"}\n");
        add("  # here, a port that is held by a stranger could be moved.\n");
      }
    } else {
      add("  # What compose takes its ports from, so that a port that is held can be moved.\n");
      add("  environment:\n");
      variables.forEach(
          (variable, port) -> add("    " + word(variable) + ": \"${port." + port + "}\"\n"));
    }
  }

  private Map<String, String> variables() {
    var variables = new LinkedHashMap<String, String>();
    ports.forEach(
        port ->
            port.published()
                .variable()
                .filter(variable -> !project.environment().containsKey(variable))
                .ifPresent(variable -> variables.putIfAbsent(variable, port.name())));
    return variables;
  }

  private void roles() {
    add(
        """

        # Who owns work, and is named in the diagnosis when no remedy helps.
        roles:
          - {id: Operator, duty: keeps the stack running}
        """);
  }

  private void deployment() {
    add(
        """

        # What keeps the release from going out, how it is cleared, and how that is proved.
        blockers:
          - id: B-1
            title: deployment
            owner: Operator
            tasks:
              - {id: deploy, title: bring the stack up, kind: compose-up, timeout: 10m, with: {healthy-within: 120s}}
            gates:
              - {id: containers, title: healthy containers, probe: healthy-containers, success: "== %1$d", alert: "< %1$d"}
        """
            .formatted(services.size()));
    var byAddress = new LinkedHashMap<String, List<DraftPort>>();
    ports.forEach(
        port -> byAddress.computeIfAbsent(port.address(), _ -> new ArrayList<>()).add(port));
    int number = 1;
    for (var entry : byAddress.entrySet()) {
      openPorts(number == 1 ? "ports" : "ports-" + number, entry.getKey(), entry.getValue());
      number++;
    }
    services.forEach(this::httpGate);
  }

  private void openPorts(String id, String address, List<DraftPort> there) {
    add(
        "      - {id: "
            + id
            + ", title: "
            + (address.isEmpty() ? "open ports" : quoted("open ports at " + address))
            + ", probe: open-ports, with: {ports: ["
            + list(there.stream().map(DraftPort::name).toList())
            + "]"
            + (address.isEmpty() ? "" : ", host: " + quoted(address))
            + "}, success: \"== "
            + there.size()
            + "\", alert: \"< "
            + there.size()
            + "\"}\n");
  }

  private void httpGate(ComposeService service) {
    HealthUrl.of(service)
        .ifPresent(
            url ->
                ports.stream()
                    .filter(port -> port.service().equals(service.name()))
                    .filter(port -> port.published().target() == url.port())
                    .findFirst()
                    .ifPresent(port -> httpGate(port, url.path())));
  }

  private void httpGate(DraftPort port, String path) {
    add("      # Its health check asks this address inside; this asks it from outside.\n");
    add(
        "      - {id: "
            + word("http-" + port.name())
            + ", title: "
            + quoted(port.name() + " answers")
            + ", probe: http-status, with: {url: "
            + quoted("http://" + host(port.address()) + ":${port." + port.name() + "}" + path)
            + "}, success: \"== 200\", alert: \"!= 200\"}\n");
  }

  private static String host(String address) {
    if (address.isEmpty()) {
      return "127.0.0.1";
    }
    return address.contains(":") ? "[" + address + "]" : address;
  }

  private void tests() {
    add(
        """

          # The next one is worked on when the one before it is resolved. Take the '#' away and put
          # your own test command in.
          # - id: B-2
          #   title: tests
          #   owner: Operator
          #   tasks:
          #     - {id: tests, title: run the tests, kind: acceptance-suite, timeout: 10m, with: {command: [./run-tests.sh], reports: logs/tests/*.xml}}
          #   gates:
          #     - {id: pass-rate, title: pass rate, probe: test-results, with: {reports: logs/tests/*.xml, reads: pass-rate}, success: ">= 95", alert: "< 85"}

        # What to do when everything is proved, such as:
        # on-go:
        #   - {id: tell, title: tell everybody, role: Operator, kind: command, with: {command: [./announce.sh]}}
        """);
  }

  private void add(String lines) {
    text.append(lines);
  }

  private static String list(List<String> words) {
    return words.stream().map(PlanDraft::word).collect(Collectors.joining(", "));
  }

  private static String word(String text) {
    boolean plain =
        text.matches("[A-Za-z_][A-Za-z0-9._-]*")
            && !NO_TEXT.contains(text.toLowerCase(java.util.Locale.ROOT));
    return plain ? text : quoted(text);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
