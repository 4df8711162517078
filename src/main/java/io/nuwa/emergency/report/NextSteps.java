package io.nuwa.emergency.report;

import io.nuwa.emergency.control.DiagnosisCase;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.run.FailureNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a person does about a class of failure, with commands that look before they change. */
final class NextSteps {
  private static final String BLANK = "";

  /** What may stand in a command as it is; anything else is left for the reader to fill in. */
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]*");

  private NextSteps() {}

  static List<NextStep> of(DiagnosisCase one) {
    var steps = new ArrayList<NextStep>();
    one.failure().ifPresent(failure -> steps.addAll(of(failure, one.facts())));
    String again = "emergency execute " + word(one.blocker(), "BLOCKER");
    steps.add(new NextStep("when it is mended, let it be measured and go on", again));
    return steps;
  }

  private static List<NextStep> of(FailureNote failure, Map<String, String> facts) {
    Map<String, String> details = failure.details();
    String engine = word(facts.getOrDefault("engine", BLANK), "podman");
    String port = word(details.getOrDefault("port", BLANK), "PORT");
    String service = word(details.getOrDefault("service", BLANK), "SERVICE");
    String container = word(facts.getOrDefault("container." + service, BLANK), "CONTAINER");
    return switch (failure.kind()) {
      case PERMISSION ->
          List.of(
              step("see as whom this runs, and in which groups", "id"),
              step("see whether the engine lets this user in", engine + " info"),
              step(
                  "run it rootless, without asking for rights",
                  "EMERGENCY_ENGINE=podman emergency execute"));
      case PORT_IN_USE ->
          List.of(
              step("see who holds the port", "ss -ltnp sport = :" + port),
              step(
                  "a container of another project? see which one",
                  engine + " ps --filter publish=" + port),
              step(
                  "if it may go, stop it; if it must stay, give the stack another port in the"
                      + " plan's 'ports'",
                  BLANK));
      case NETWORK_MISSING ->
          List.of(
              step("see which networks there are", engine + " network ls"),
              step("take the stack down and up, which makes its networks anew", BLANK));
      case IMAGE_MISSING ->
          List.of(
              step("see which images there are", engine + " image ls"),
              step("build or pull what is missing", "./scripts/setup.sh"));
      case NO_SPACE ->
          List.of(
              step("see which disk is full", "df -h"),
              step("see what the engine could give back", engine + " system df"),
              step("remove images that no container uses", engine + " image prune"));
      case KILLED ->
          List.of(
              step(
                  "see whether the kernel killed it for memory",
                  "dmesg --ctime | grep -i -E 'killed process|out of memory'"),
              step("see who uses the memory", "ps -eo pid,rss,comm --sort=-rss | head"),
              step("see how it ended", engine + " inspect " + container));
      case NAME_RESOLUTION ->
          List.of(
              step("see whether the name resolves here", "getent hosts NAME"),
              step(
                  "see whether the service is in the network",
                  engine + " network inspect NETWORK"));
      case NOT_READY ->
          List.of(
              step("see what stands and what does not", engine + " ps --all"),
              step("read what it wrote last", engine + " logs --tail 100 " + container));
      case TIMEOUT ->
          List.of(
              step("see whether the machine is too busy", "uptime"),
              step("read what the service did meanwhile", engine + " logs --tail 100 " + container),
              step("if it is only slow, raise the timeout of the task or gate in the plan", BLANK));
      case DATA_CONFLICT ->
          List.of(
              step("see in rows-*.txt which rows stand in the way, and whose they are", BLANK),
              step(
                  "rows that this tool did not inject are never touched by it: remove or change"
                      + " them by hand",
                  BLANK));
      case SCHEMA_MISMATCH ->
          List.of(
              step("compare the tables in rows-*.txt with the plan's schema file", BLANK),
              step("let the schema's owner apply the missing change", BLANK));
      case TEST_FAILURE, TEST_DATA, TEST_FLAKY ->
          List.of(
              step("read the failing cases in cases-*.txt", BLANK),
              step("see whether their rows are there, in rows-*.txt", BLANK),
              step("read what the service answered meanwhile, in its log", BLANK));
      case TARGET_DOWN ->
          List.of(
              step("see in targets.txt what Prometheus says of the target", BLANK),
              step("see whether its service runs", engine + " ps --all"));
      case SERIES_GAP ->
          List.of(
              step(
                  "a gap does not close: it leaves the window with time, if scraping goes on",
                  BLANK),
              step("see in targets.txt whether the target is UP now", BLANK));
      case AUTHENTICATION ->
          List.of(
              step(
                  "compare user and password of the task with those of the service; the database"
                      + " keeps the password of its first start",
                  BLANK),
              step("see what the service says of it", engine + " logs --tail 50 " + container));
      case ENGINE_MISSING ->
          List.of(
              step(
                  "see which engine there is",
                  "podman --version; docker --version; docker-compose version"),
              step("install what is missing", "./scripts/setup.sh"));
      case CONFIGURATION ->
          List.of(step("check the plan, with file, line and column", "emergency plan validate"));
      case UNKNOWN ->
          List.of(
              step("read the failure's text below: no known signature fits it", BLANK),
              step("see what the services wrote, in log-*.txt", BLANK));
    };
  }

  /** The classes have their steps in one place; a test asks for all of them. */
  static List<NextStep> of(FailureClass kind) {
    return of(new FailureNote(kind, "", Map.of(), java.util.Optional.empty()), Map.of());
  }

  private static NextStep step(String text, String command) {
    return new NextStep(text, command);
  }

  private static String word(String word, String otherwise) {
    return HARMLESS.matcher(word).matches() ? word : otherwise;
  }
}
