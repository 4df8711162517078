package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user without rights, or without disk space, is told, and that nothing is lost. */
@Timeout(60)
final class RightsAndSpaceIT {
  private static final String NOBODY = "65534";
  private static final boolean ROOT = System.getProperty("user.name").equals("root");

  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void writePlan() {
    home = Home.withPlan(folder.resolve("home"));
  }

  /** Permissions do not bind root, so that root becomes somebody else. */
  private FatJar asSomebody() throws IOException {
    if (!ROOT) {
      return home.emergency();
    }
    allow(folder, "rwxr-xr-x");
    Path copy = Files.copy(FatJar.JAR, folder.resolve("emergency.jar"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assumeTrue(runs(somebody("test", "-r", copy.toString())), "setpriv does not work here");
    assumeTrue(runs(somebody("test", "-x", java)), "the JDK is for root only");
    return home.emergency().jar(copy).through(somebody());
  }

  private static String[] somebody(String... words) {
    return Stream.concat(
            Stream.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"),
            Stream.of(words))
        .toArray(String[]::new);
  }

  private static boolean runs(String... words) throws IOException {
    try {
      return new ProcessBuilder(words).start().waitFor() == 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException("the test was stopped", e);
    }
  }

  private static void allow(Path path, String rights) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
  }

  @Test
  void a_home_that_may_not_be_written_is_named() throws IOException {
    FatJar somebody = asSomebody();
    allow(home.folder().resolve("promptx"), "r-xr-xr-x");
    try {
      somebody.run("execute").hasCode(4).complains("promptx/memory", "permission denied", "--home");
      assertThat(somebody.run("status").hasCode(0).stdout()).contains("First");
      assertThat(somebody.run("execute", "--dry-run").hasCode(0).stdout()).contains("would do");
    } finally {
      allow(home.folder().resolve("promptx"), "rwxr-xr-x");
    }
  }

  @Test
  void files_that_may_not_be_read_are_named() throws IOException {
    home.emergency().run("execute").hasCode(0);
    FatJar somebody = asSomebody();
    allow(home.journal(), "---------");
    somebody.run("status").hasCode(4).complains("journal.jsonl", "permission denied");
    allow(home.folder().resolve("promptx/plan.yaml"), "---------");
    somebody.run("plan", "show").hasCode(3).complains("plan.yaml", "permission denied");
    allow(home.journal(), "rw-r--r--");
    allow(home.folder().resolve("promptx/plan.yaml"), "rw-r--r--");
  }

  @Test
  void a_full_disk_is_named_and_after_room_was_made_the_run_goes_on() throws IOException {
    Path memory = Files.createDirectories(home.memory());
    assumeTrue(ROOT && runs(mount("size=128k", memory)), "only root can make a tiny disk");
    try {
      String big = "echo made >> made; yes | head -c 300000";
      home.plan(home.text("promptx/plan.yaml").replace("echo made >> made", big));

      home.emergency()
          .run("execute")
          .hasCode(4)
          .complains("promptx/memory/", "no space left on device", "run the same command again");
      List<String> before = Files.readAllLines(home.journal());
      assertThat(runs(mount("remount,size=8m", memory))).isTrue();
      home.emergency().run("execute").hasCode(0).says("taken up again");

      assertThat(Files.readAllLines(home.journal())).startsWith(before.toArray(new String[0]));
      assertThat(home.inMemory("journal.jsonl.damaged")).isEmpty();
      assertThat(home.inMemory(".")).isEmpty();
    } finally {
      assertThat(runs("umount", memory.toString())).isTrue();
    }
  }

  @Test
  void a_disk_that_is_full_from_the_start_loses_nothing() throws IOException {
    Path memory = Files.createDirectories(home.memory());
    assumeTrue(ROOT && runs(mount("size=64k", memory)), "only root can make a tiny disk");
    try {
      home.put("number", "1\n").emergency().run("execute").hasCode(1);
      assertThat(runs("sh", "-c", "cat /dev/zero > '" + memory + "/filler'")).isFalse();

      home.emergency().run("execute").hasCode(4).complains("promptx/memory/", "make room");

      Files.delete(memory.resolve("filler"));
      home.put("number", "42\n").emergency().run("execute").hasCode(0);
      assertThat(home.text("made")).isEqualTo("made\n");
    } finally {
      assertThat(runs("umount", memory.toString())).isTrue();
    }
  }

  private static String[] mount(String how, Path where) {
    return new String[] {"mount", "-t", "tmpfs", "-o", how, "tmpfs", where.toString()};
  }
}
