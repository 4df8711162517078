package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which way {@code scripts/emergency} starts the JAR, seen in the shell's trace. The caches are
 * empty files here: the launcher goes by their names and times, and a JVM does without one that is
 * no cache.
 */
class LauncherIT {
  @TempDir Path folder;

  private Path launcher;
  private Path target;

  @BeforeEach
  void install() throws IOException {
    Path scripts = Files.createDirectories(folder.resolve("product/scripts"));
    target = Files.createDirectories(folder.resolve("product/target"));
    launcher = Files.copy(Path.of("scripts/emergency"), scripts.resolve("emergency"));
    Files.copy(Path.of("scripts/jdk.sh"), scripts.resolve("jdk.sh"));
    Files.copy(FatJar.JAR, target.resolve("emergency.jar"));
    // Known, so that the first start does not take the caches for those of another JDK.
    Files.writeString(target.resolve("emergency.jdk"), javaHome() + "\nJAVA_HOME=\n");
    for (String cache : List.of("emergency.aot", "emergency-glance.aot", "emergency-claims.aot")) {
      Files.writeString(target.resolve(cache), "no cache");
      Files.setLastModifiedTime(target.resolve(cache), timeOf("emergency.jar"));
    }
  }

  @Test
  void a_run_is_looked_at_with_the_cache_for_runs() throws Exception {
    Path home = home("run");
    Files.writeString(home.resolve("promptx/memory/journal.jsonl"), GlanceStage.journal());

    assertThat(start(home, "status", "--json")).contains("emergency-glance.aot");
    assertThat(start(folder, "status", "--json", "--home", home.toString()))
        .contains("emergency-glance.aot");
    assertThat(start(folder, Map.of("EMERGENCY_HOME", home.toString()), "status", "--json"))
        .contains("emergency-glance.aot");
  }

  @Test
  void status_files_without_a_plan_are_looked_at_with_the_cache_for_claims() throws Exception {
    Path home = home("claims");
    Files.writeString(
        home.resolve("promptx/memory/blocker-B1-status.json"),
        "{\"blocker\": \"B1\", \"status\": \"resolved\"}");

    assertThat(start(home, "status", "--json")).contains("emergency-claims.aot", "-Xint");
    assertThat(start(folder, "status", "--json", "--home", home.toString()))
        .contains("emergency-claims.aot", "-Xint");
  }

  @Test
  void without_a_run_it_takes_the_cache_for_claims_once_the_plan_is_known() throws Exception {
    Path home = planned("planned");

    assertThat(start(home, "status", "--json")).contains("/emergency.aot");
    // That start has read the plan, and keeps its outline beside the JAR.
    assertThat(start(home, "status", "--json")).contains("emergency-claims.aot", "-Xint");
  }

  @Test
  void every_other_command_takes_the_large_cache() throws Exception {
    Path home = planned("other");
    start(home, "status", "--json");

    assertThat(start(home, "status", "--json", "--debug"))
        .contains("/emergency.aot")
        .doesNotContain("-Xint");
    assertThat(start(home, "--version")).contains("/emergency.aot").doesNotContain("-Xint");
  }

  @Test
  void a_cache_of_another_jar_is_not_taken() throws Exception {
    Path home = home("older");
    Files.setLastModifiedTime(target.resolve("emergency.jar"), FileTime.fromMillis(0));
    // Where nothing can be made, nothing is tried.
    Files.writeString(target.resolve("emergency.aot.failed"), "");
    Files.setLastModifiedTime(target.resolve("emergency.aot.failed"), timeOf("emergency.jar"));

    assertThat(start(home, "--version")).doesNotContain("-XX:AOTCache=");
  }

  @Test
  void it_has_one_name_for_the_jar_however_it_is_called() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("em"), launcher);
    String jar = "-cp " + target.resolve("emergency.jar") + " ";

    for (String name :
        List.of(launcher.toString(), link.toString(), "./em", "product/scripts/emergency")) {
      assertThat(trace(folder, Map.of(), name, "--version")).as(name).contains(jar);
    }
    assertThat(trace(launcher.getParent(), Map.of(), "./emergency", "--version")).contains(jar);
    // Where cd would rather go.
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/product/scripts"));
    String cdpath = elsewhere.getParent().getParent().toString();
    assertThat(trace(folder, Map.of("CDPATH", cdpath), "product/scripts/emergency", "--version"))
        .contains(jar);
    assertThat(trace(launcher.getParent(), Map.of(), "emergency", "--version")).contains(jar);
  }

  private Path home(String name) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("promptx/memory"));
    return home;
  }

  /** With a plan that is older than whatever is kept of it. */
  private Path planned(String name) throws IOException {
    Path home = Home.withPlan(home(name)).folder();
    Files.setLastModifiedTime(home.resolve("promptx/plan.yaml"), FileTime.fromMillis(0));
    return home;
  }

  private FileTime timeOf(String name) throws IOException {
    return Files.getLastModifiedTime(target.resolve(name));
  }

  private static Path javaHome() {
    return FatJar.JAVA.getParent().getParent();
  }

  private String start(Path from, String... words) throws Exception {
    return start(from, Map.of(), words);
  }

  private String start(Path from, Map<String, String> environment, String... words)
      throws Exception {
    return trace(from, environment, launcher.toString(), words);
  }

  /** The line by which the launcher becomes Java. */
  private String trace(Path from, Map<String, String> environment, String name, String... words)
      throws Exception {
    var command = new ArrayList<>(List.of("sh", "-x", name));
    command.addAll(List.of(words));
    Path said = folder.resolve("said.txt");
    var start = new ProcessBuilder(command).directory(from.toFile());
    start.environment().keySet().removeIf(key -> key.startsWith("EMERGENCY_"));
    start.environment().remove("JAVA_HOME");
    start.environment().putAll(environment);
    Process process = start.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ended").isTrue();
    String text = Files.readString(said);
    assertThat(process.exitValue()).as(text).isZero();
    return text.lines().filter(line -> line.startsWith("+ exec ")).findFirst().orElseThrow();
  }
}
