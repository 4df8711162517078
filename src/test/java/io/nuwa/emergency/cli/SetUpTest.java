package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/setup.sh} in a clone of its own, with programs that only play what it asks. */
class SetUpTest {
  @TempDir Path folder;

  private Path clone;
  private Path bin;
  private Path link;

  @BeforeEach
  void a_clone_on_a_machine_that_has_everything() throws IOException {
    clone = folder.resolve("clone");
    bin = Files.createDirectories(folder.resolve("bin"));
    link = folder.resolve("commands/emergency");
    Files.createDirectories(clone.resolve("stack"));
    try (Stream<Path> files = Files.walk(Path.of("scripts"), 2)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = clone.resolve(file.toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    for (String name : List.of("podman", "docker-compose", "mvn")) {
      play(name, name.equals("docker-compose") ? "echo 2.26.1" : "echo Apache Maven 3.9.9");
    }
    // What would change the machine leaves a trace here.
    for (String name : List.of("apt-get", "mount", "chmod", "mmdebstrap")) {
      play(name, "echo " + name + " \"$@\" >> " + folder.resolve("changed"));
    }
    play("docker", "exit 1");
    play("findmnt", "echo shared");
    play("apt-cache", "true");
  }

  @Test
  void to_check_is_to_change_nothing() throws Exception {
    Said before = setUp("--check");
    assertThat(before.code()).isEqualTo(1);
    assertThat(before.said())
        .contains("would generate the passwords", "would link " + link)
        .doesNotContain("nothing to do");
    assertThat(clone.resolve("stack/secrets.env")).doesNotExist();
    assertThat(link).doesNotExist();

    assertThat(setUp().code()).isZero();
    Said after = setUp("--check");
    assertThat(after.said()).isEqualTo("setup.sh: nothing to do");
    assertThat(after.code()).isZero();
  }

  @Test
  void a_check_names_all_that_is_missing() throws Exception {
    play("podman", "exit 1");
    play("mvn", "exit 1");
    Said said = setUp("--check");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.said()).contains("a container engine", "Maven 3.8 or newer");
    assertThat(folder.resolve("changed")).doesNotExist();
  }

  @Test
  void without_installing_it_says_what_is_missing_and_leaves_the_machine_alone() throws Exception {
    play("podman", "exit 1");
    play("mvn", "exit 1");
    Said said = setUp("--no-install");
    assertThat(said.code()).isEqualTo(4);
    assertThat(said.said())
        .contains("missing: a container engine", "missing: Maven 3.8 or newer", "--no-install");
    assertThat(folder.resolve("changed")).doesNotExist();
    assertThat(link).doesNotExist();
  }

  @Test
  void it_makes_a_command_and_takes_it_away() throws Exception {
    assertThat(setUp().said()).contains("linked " + link, "--uninstall");
    assertThat(link.toRealPath()).isEqualTo(clone.resolve("scripts/emergency").toRealPath());
    assertThat(setUp().said()).doesNotContain("linked");
    assertThat(setUp("--uninstall").said()).contains("removed " + link);
    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(setUp("--uninstall").said()).contains("nothing to remove");
  }

  @Test
  void a_command_of_a_stranger_stays() throws Exception {
    Files.createDirectories(link.getParent());
    Files.writeString(link, "theirs");
    Said said = setUp();
    assertThat(said.code()).isZero();
    assertThat(said.said()).contains(link + " is not of this clone and stays");
    assertThat(setUp("--uninstall").said()).contains("stays");
    assertThat(link).hasContent("theirs");
  }

  @Test
  void an_unknown_word_is_wrong_usage() throws Exception {
    assertThat(setUp("--chekc").code()).isEqualTo(2);
    assertThat(setUp("--check", "--no-install").code()).isEqualTo(2);
    assertThat(link).doesNotExist();
  }

  private record Said(int code, String said) {}

  private Said setUp(String... words) throws Exception {
    Path said = folder.resolve("said.txt");
    var command = new ArrayList<>(List.of(clone.resolve("scripts/setup.sh").toString()));
    command.addAll(List.of(words));
    var start = new ProcessBuilder(command);
    start.environment().keySet().removeIf(key -> key.startsWith("EMERGENCY_"));
    start.environment().put("BINDIR", link.getParent().toString());
    start.environment().put("PATH", bin + ":" + start.environment().get("PATH"));
    start.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = start.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ended").isTrue();
    return new Said(process.exitValue(), Files.readString(said).strip());
  }

  private void play(String name, String what) throws IOException {
    Path file = bin.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + what + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
