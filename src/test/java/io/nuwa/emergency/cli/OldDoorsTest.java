package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of the founding document, in a clone whose launcher says what it was asked. */
class OldDoorsTest {
  private static final String LAUNCHER =
      "#!/bin/sh\necho \"$* home=${EMERGENCY_HOME:-here}\"\nexit 6\n";

  @TempDir Path folder;

  private Path clone;

  @BeforeEach
  void a_clone() throws IOException {
    clone = folder.resolve("clone");
    Path scripts = Files.createDirectories(clone.resolve("scripts"));
    try (Stream<Path> files = Files.walk(Path.of("scripts"), 2)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = scripts.resolve(Path.of("scripts").relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    program(scripts.resolve("emergency"), LAUNCHER);
    for (String ready : List.of("setup.sh", "images.sh")) {
      program(scripts.resolve(ready), "#!/bin/sh\necho made >> " + clone.resolve("made") + "\n");
    }
    Files.createDirectories(clone.resolve("src/main"));
    Files.writeString(clone.resolve("pom.xml"), "");
    Files.createDirectories(clone.resolve("target"));
    Files.writeString(clone.resolve("target/emergency.jar"), "");
    Files.writeString(clone.resolve("target/text2sql.jar"), "");
  }

  @Test
  void each_door_is_a_command_of_today() throws Exception {
    assertThat(answer("emergency-executor.sh", "--json")).startsWith("execute --json home=");
    assertThat(answer("fix-deployment.sh")).startsWith("execute B-1 home=");
    assertThat(answer("inject-test-data.py")).startsWith("execute B-2 home=");
    assertThat(answer("blocker-resolution-status.py")).startsWith("status home=");
    assertThat(answer("auto-monitor.sh", "--daemon")).startsWith("monitor --daemon home=");
  }

  @Test
  void a_home_is_the_folder_one_stands_in_or_else_the_clone() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home/promptx")).getParent();
    for (String door :
        List.of(
            "emergency-executor.sh",
            "auto-monitor.sh",
            "fix-deployment.sh",
            "inject-test-data.py",
            "blocker-resolution-status.py")) {
      assertThat(answer(door)).as(door).endsWith("home=" + clone);
      assertThat(run(home, Map.of(), door(door)).said()).as(door).endsWith("home=here");
      assertThat(run(folder, Map.of("EMERGENCY_HOME", "/h"), door(door)).said())
          .as(door)
          .endsWith("home=/h");
      assertThat(answer(door, "--home", "/h")).as(door).endsWith("home=here");
    }
  }

  @Test
  void a_door_finds_its_clone_through_a_link() throws Exception {
    for (String name : List.of("fix-deployment.sh", "blocker-resolution-status.py")) {
      Path link = Files.createSymbolicLink(folder.resolve(name), clone.resolve("scripts/" + name));
      assertThat(run(folder, Map.of(), List.of(link.toString())).said())
          .as(name)
          .endsWith("home=" + clone);
    }
  }

  @Test
  void a_copy_belongs_to_the_clone_that_the_command_is_linked_to() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    String path = bin + ":" + "/usr/bin:/bin";
    for (String name : List.of("auto-monitor.sh", "inject-test-data.py")) {
      Path copy = Files.copy(clone.resolve("scripts/" + name), folder.resolve(name));
      Said alone = run(folder, Map.of("PATH", path), List.of(copy.toString()));
      assertThat(alone.code()).isEqualTo(4);
      assertThat(alone.said()).contains(name, "link it instead of copying it", "setup.sh");
    }
    Files.createSymbolicLink(bin.resolve("emergency"), clone.resolve("scripts/emergency"));
    for (String name : List.of("auto-monitor.sh", "inject-test-data.py")) {
      Path copy = folder.resolve(name);
      assertThat(run(folder, Map.of("PATH", path), List.of(copy.toString())).said())
          .endsWith("home=" + clone);
    }
  }

  @Test
  void the_monitor_looks_once_unless_it_is_to_be_a_daemon() throws Exception {
    assertThat(answer("auto-monitor.sh")).contains("monitor --once home=");
    assertThat(answer("auto-monitor.sh", "--no-repair")).contains("monitor --no-repair --once");
    assertThat(answer("auto-monitor.sh", "--once")).contains("monitor --once home=");
    assertThat(answer("auto-monitor.sh", "--help")).contains("monitor --help home=");
  }

  @Test
  void to_check_only_is_to_touch_nothing() throws Exception {
    assertThat(answer("emergency-executor.sh", "--check-only")).contains("execute --dry-run home=");
    assertThat(answer("auto-monitor.sh", "--check-only")).contains("monitor --once --no-repair");
    assertThat(answer("blocker-resolution-status.py", "--check-only")).contains("status home=");
    assertThat(clone.resolve("made")).doesNotExist();
    answer("emergency-executor.sh");
    assertThat(clone.resolve("made")).exists();
  }

  @Test
  void what_is_done_anyway_is_said_to_be() throws Exception {
    assertThat(answer("fix-deployment.sh", "--auto-retry", "--json"))
        .contains("--auto-retry is not needed")
        .contains("execute B-1 --json home=");
  }

  @Test
  void what_is_not_taken_is_refused_with_the_new_word() throws Exception {
    Said refused = run(folder, Map.of(), door("emergency-executor.sh", "--force"));
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.said()).contains("emergency-executor.sh", "--fresh --yes");
    assertThat(run(folder, Map.of(), door("auto-monitor.sh", "--force")).code()).isEqualTo(2);
    assertThat(clone.resolve("made")).doesNotExist();
    boolean root = new ProcessBuilder("id", "-u").start().inputReader().readLine().equals("0");
    Said rootless = run(folder, Map.of(), door("fix-deployment.sh", "--rootless"));
    assertThat(rootless.code()).isEqualTo(root ? 2 : 6);
    assertThat(rootless.said()).contains("--rootless is not");
  }

  private record Said(int code, String said) {}

  private List<String> door(String name, String... words) {
    var command = new ArrayList<>(List.of(clone.resolve("scripts/" + name).toString()));
    command.addAll(List.of(words));
    return command;
  }

  private String answer(String name, String... words) throws Exception {
    Said said = run(folder, Map.of(), door(name, words));
    assertThat(said.code()).as(said.said()).isEqualTo(6);
    return said.said();
  }

  private Said run(Path from, Map<String, String> environment, List<String> command)
      throws Exception {
    Path said = folder.resolve("said.txt");
    var start = new ProcessBuilder(command).directory(from.toFile());
    start.environment().keySet().removeIf(key -> key.startsWith("EMERGENCY_"));
    start.environment().putAll(environment);
    Process process = start.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ended").isTrue();
    return new Said(process.exitValue(), Files.readString(said).strip());
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
