package io.nuwa.emergency.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the table of rooms in docs/architecture.md. */
class RoomsTest {
  private static final String BASE = "io.nuwa.emergency.";
  private static final Set<String> GROUND =
      Set.of("failure", "config", "time", "process", "files", "json", "redaction", "web");
  private static final Set<String> FEATURE =
      Set.of(
          "step",
          "plan",
          "failure",
          "compose",
          "config",
          "time",
          "process",
          "files",
          "json",
          "redaction",
          "web");
  private static final Set<String> DOOR =
      Set.of("control", "run", "plan", "failure", "config", "time", "json", "files");

  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("failure", Set.of("config")),
          Map.entry("config", Set.of()),
          Map.entry("time", Set.of()),
          Map.entry("process", Set.of()),
          Map.entry("files", Set.of()),
          Map.entry("json", Set.of()),
          Map.entry("redaction", Set.of()),
          Map.entry("web", Set.of()),
          Map.entry("retry", Set.of("failure")),
          Map.entry("compose", Set.of("config", "failure", "files")),
          Map.entry("plan", Set.of("compose", "config", "failure", "retry", "redaction")),
          Map.entry("step", Set.of("plan", "failure", "time")),
          Map.entry("run", Set.of("plan", "failure", "retry")),
          Map.entry("memory", Set.of("run", "plan", "failure", "files", "json")),
          Map.entry("deploy", FEATURE),
          Map.entry("data", FEATURE),
          Map.entry("acceptance", FEATURE),
          Map.entry("observe", FEATURE),
          Map.entry("command", FEATURE),
          Map.entry("stage", FEATURE),
          Map.entry("resource", FEATURE),
          Map.entry(
              "engine",
              Set.of("step", "run", "memory", "retry", "plan", "failure", "time", "redaction")),
          Map.entry(
              "control",
              Set.of(
                  "compose",
                  "engine",
                  "memory",
                  "run",
                  "step",
                  "plan",
                  "failure",
                  "config",
                  "time",
                  "files",
                  "redaction")),
          Map.entry("panel", DOOR),
          Map.entry(
              "notify",
              Set.of(
                  "control", "run", "plan", "failure", "config", "time", "json", "files", "web")),
          Map.entry("metrics", DOOR),
          Map.entry(
              "monitor",
              Set.of(
                  "control", "run", "plan", "step", "failure", "config", "time", "process",
                  "files")),
          Map.entry(
              "report",
              Set.of(
                  "control",
                  "run",
                  "plan",
                  "retry",
                  "failure",
                  "config",
                  "time",
                  "json",
                  "files",
                  "process",
                  "redaction",
                  "web")),
          Map.entry(
              "drill",
              Set.of(
                  "control", "run", "plan", "step", "failure", "config", "time", "process", "json",
                  "web")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.nuwa");

  private static final Set<String> BANNED =
      Set.of("util", "utils", "helper", "helpers", "manager", "impl", "common", "base");

  @Test
  void every_room_imports_only_what_its_row_allows() {
    var trespasses = new TreeSet<String>();
    for (JavaClass source : CLASSES) {
      String room = room(source.getPackageName());
      if (room.isEmpty() || room.equals("cli")) {
        continue;
      }
      for (var dependency : source.getDirectDependenciesFromSelf()) {
        String other = room(dependency.getTargetClass().getPackageName());
        boolean allowed =
            other.isEmpty()
                || other.equals(room)
                || MAY_IMPORT.getOrDefault(room, Set.of()).contains(other);
        if (!allowed) {
          trespasses.add(source.getName() + " -> " + dependency.getTargetClass().getName());
        }
      }
    }
    assertThat(trespasses).isEmpty();
  }

  @Test
  void every_room_stands_in_the_table() {
    Set<String> rooms =
        CLASSES.stream()
            .map(c -> room(c.getPackageName()))
            .filter(room -> !room.isEmpty() && !room.equals("cli"))
            .collect(Collectors.toSet());
    assertThat(MAY_IMPORT.keySet()).containsAll(rooms);
    assertThat(rooms).containsAll(GROUND);
  }

  @Test
  void rooms_form_no_cycle() {
    slices().matching("io.nuwa.emergency.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void the_patient_and_the_product_do_not_know_each_other() {
    var meetings = new TreeSet<String>();
    for (JavaClass source : CLASSES) {
      boolean patient = source.getPackageName().startsWith("io.nuwa.text2sql");
      String stranger = patient ? "io.nuwa.emergency" : "io.nuwa.text2sql";
      source.getDirectDependenciesFromSelf().stream()
          .filter(d -> d.getTargetClass().getPackageName().startsWith(stranger))
          .forEach(d -> meetings.add(d.getDescription()));
    }
    assertThat(meetings).isEmpty();
  }

  @Test
  void nothing_static_can_change() {
    var mutable =
        CLASSES.stream()
            .flatMap(c -> c.getFields().stream())
            .filter(f -> f.getModifiers().contains(JavaModifier.STATIC))
            .filter(f -> !f.getModifiers().contains(JavaModifier.FINAL))
            .filter(f -> !f.getModifiers().contains(JavaModifier.SYNTHETIC))
            .map(JavaField::getFullName)
            .toList();
    assertThat(mutable).isEmpty();
  }

  @Test
  void only_the_command_line_ends_the_process() {
    var exits =
        CLASSES.stream()
            .filter(c -> c.getPackageName().startsWith(BASE.substring(0, BASE.length() - 1)))
            .filter(c -> !c.getPackageName().startsWith(BASE + "cli"))
            .filter(
                c ->
                    c.getMethodCallsFromSelf().stream()
                        .anyMatch(
                            call ->
                                call.getTargetOwner().getFullName().equals("java.lang.System")
                                    && call.getName().equals("exit")))
            .map(JavaClass::getName)
            .toList();
    assertThat(exits).isEmpty();
  }

  @Test
  void http_clients_are_made_in_one_place() {
    var others =
        CLASSES.stream()
            .filter(c -> c.getPackageName().startsWith(BASE))
            .filter(c -> !room(c.getPackageName()).equals("web"))
            .filter(
                c ->
                    c.getMethodCallsFromSelf().stream()
                        .anyMatch(
                            call ->
                                call.getTargetOwner().isEquivalentTo(HttpClient.class)
                                    && call.getName().startsWith("new")))
            .map(JavaClass::getName)
            .toList();
    assertThat(others).isEmpty();
  }

  @Test
  void names_say_something() {
    List<String> empty =
        CLASSES.stream()
            .filter(
                c ->
                    Arrays.stream(c.getPackageName().split("\\.")).anyMatch(BANNED::contains)
                        || c.getSimpleName().matches(".*(Util|Utils|Helper|Manager|Impl|Base)"))
            .map(JavaClass::getName)
            .toList();
    assertThat(empty).isEmpty();
  }

  /** The first package below the base; empty for classes of others. */
  private static String room(String packageName) {
    if (!packageName.startsWith(BASE)) {
      return "";
    }
    String below = packageName.substring(BASE.length());
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }
}
