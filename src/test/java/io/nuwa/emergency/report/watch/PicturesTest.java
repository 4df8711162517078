package io.nuwa.emergency.report.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.report.story.Stories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class PicturesTest {
  private static final Plan PLAN = Stories.whole(Path.of("")).plan();

  @TempDir private Path home;
  private final List<String> notices = new CopyOnWriteArrayList<>();

  @Test
  void a_child_is_started_for_each_occasion_one_after_the_other() throws Exception {
    Path said = home.resolve("said");
    var pictures = new Pictures(home, List.of(script("echo \"$@\" >> " + said)), notices::add);

    pictures.take(PLAN, "checkpoint-6h");
    pictures.take(PLAN, "failure-B-1");

    await(() -> lines(said) == 2);
    assertThat(Files.readAllLines(said))
        .containsExactly(
            "--home " + home + " --occasion checkpoint-6h",
            "--home " + home + " --occasion failure-B-1");
    await(() -> threads() == 0);
    assertThat(notices).isEmpty();
  }

  @Test
  void a_child_that_fails_is_said_once_and_once_more_when_it_works_again() throws Exception {
    Path mended = home.resolve("mended");
    Path tried = home.resolve("tried");
    String text =
        "echo x >> " + tried + "\ntest -e " + mended + " || { echo no page >&2; exit 4; }";
    var pictures = new Pictures(home, List.of(script(text)), notices::add);

    pictures.take(PLAN, "failure-B-1");
    pictures.take(PLAN, "failure-B-2");
    await(() -> lines(tried) == 2 && threads() == 0);
    assertThat(notices).singleElement().asString().contains("failure-B-1", "no page");

    Files.writeString(mended, "");
    pictures.take(PLAN, "failure-B-3");
    await(() -> notices.size() == 2);
    assertThat(notices.getLast()).isEqualTo("pictures are taken again");
  }

  @Test
  void a_program_that_is_not_there_is_a_notice_and_no_fault() {
    new Pictures(home, List.of(home.resolve("nothing").toString()), notices::add)
        .take(PLAN, "checkpoint-6h");

    await(() -> notices.size() == 1);
    assertThat(notices.getFirst()).contains("checkpoint-6h");
  }

  @Test
  void closing_ends_the_child_and_whatever_waits() throws Exception {
    Path begun = home.resolve("begun");
    Path over = home.resolve("over");
    var pictures =
        new Pictures(
            home,
            List.of(script("echo x >> " + begun + "; sleep 30; echo x > " + over)),
            notices::add);
    pictures.take(PLAN, "failure-B-1");
    pictures.take(PLAN, "failure-B-2");
    await(() -> lines(begun) == 1);

    pictures.close();

    assertThat(threads()).isZero();
    assertThat(
            ProcessHandle.allProcesses()
                .map(handle -> handle.info().commandLine().orElse(""))
                .filter(line -> line.contains(home.toString())))
        .isEmpty();
    assertThat(lines(begun)).isEqualTo(1);
    assertThat(over).doesNotExist();
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("pictures") && thread.isAlive())
        .count();
  }

  private static int lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The child is a process, so its end is waited for in real time; the test's limit is its own. */
  private static void await(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private String script(String text) throws IOException {
    Path script = home.resolve("take");
    Files.writeString(script, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script.toString();
  }
}
