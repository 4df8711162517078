package io.nuwa.emergency.drill.fault;

import io.nuwa.emergency.drill.ground.ShippedStack;
import io.nuwa.emergency.drill.scene.ComposeProgram;
import io.nuwa.emergency.drill.scene.Scene;
import io.nuwa.emergency.json.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Lies of a plan file that was edited after the GO. */
final class PlanFaults {
  private static final String PLAN = "promptx/plan.yaml";

  private PlanFaults() {}

  static Fault port() {
    return edited(
        "port-of-plan-changed",
        "the plan names another port of the API, at which nobody listens",
        plan -> ComposeProgram.mapping(plan, "ports").put("text2sql", free()));
  }

  static Fault name() {
    return edited(
        "plan-of-another-name",
        "the plan file is of another plan, of which no task has ever run",
        plan -> plan.put("plan", "payments"));
  }

  static Fault command() {
    return edited(
        "suite-command-changed",
        "the plan names another suite, which has never run",
        plan -> task(plan, "acceptance-suite").put("command", List.of("false")));
  }

  /** What the gate of the blocker that is left sees is all right. */
  static Fault drops() {
    return new Fault(
        "plan-drops-blocker",
        "the exporter is killed, and its blockers are taken out of the plan",
        Expectation.refused(),
        scene -> {
          Trouble edited = edit(scene, PlanFaults::keepTheTests);
          return Trouble.brought(
              () -> ContainerFaults.kill(scene, ShippedStack.EXPORTER),
              Trouble.WHOLE_STACK,
              edited::undo);
        });
  }

  private static void keepTheTests(Map<String, Object> plan) {
    plan.put(
        "blockers", blockers(plan).stream().filter(one -> one.get("id").equals("B-2")).toList());
    blockers(plan).forEach(one -> one.put("needs", List.of()));
    plan.remove("risks");
    plan.remove("on-go");
    ComposeProgram.mapping(plan, "time-box").remove("checkpoints");
  }

  private static Fault edited(String id, String what, Consumer<Map<String, Object>> change) {
    return new Fault(id, what, Expectation.refused(), scene -> edit(scene, change));
  }

  private static Trouble edit(Scene scene, Consumer<Map<String, Object>> change)
      throws IOException {
    Path file = scene.file(PLAN);
    String right = Files.readString(file);
    Map<String, Object> plan = new LinkedHashMap<>(JsonText.read(right));
    change.accept(plan);
    Files.writeString(file, JsonText.pretty(plan) + "\n");
    return Trouble.of(
        () ->
            Files.readString(file).equals(right)
                ? Optional.empty()
                : Optional.of("the plan is not the one that was run"),
        () -> Files.writeString(file, right));
  }

  /** The settings of the task of a kind. */
  private static Map<String, Object> task(Map<String, Object> plan, String kind) {
    return blockers(plan).stream()
        .flatMap(blocker -> maps(blocker.get("tasks")).stream())
        .filter(task -> kind.equals(task.get("kind")))
        .map(task -> ComposeProgram.mapping(task, "with"))
        .findFirst()
        .orElseThrow();
  }

  private static List<Map<String, Object>> blockers(Map<String, Object> plan) {
    return maps(plan.get("blockers"));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(Object list) {
    return (List<Map<String, Object>>) list;
  }

  private static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("this machine has no free port", e);
    }
  }
}
