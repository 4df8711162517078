package io.nuwa.emergency.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.BlockerOutline.GateOutline;
import io.nuwa.emergency.run.RunOutline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownOutlineTest {
  private static final byte[] PLAN = "plan: p\ntitle: 部署\n".getBytes(StandardCharsets.UTF_8);
  private static final RunOutline OUTLINE =
      new RunOutline(
          "p",
          "f00d",
          "部署 \"p\"\n",
          Duration.ofMinutes(90),
          List.of(
              new BlockerOutline(
                  "B-1",
                  "一",
                  "NuWa",
                  "da7a",
                  List.of(new GateOutline("g", "门", "9a7e"), new GateOutline("h", ""))),
              new BlockerOutline("B-2", "", "NuWa", List.of())));

  @TempDir private Path folder;
  private Path program;
  private KnownOutline known;

  @BeforeEach
  void build() throws IOException {
    program = Files.writeString(folder.resolve("program.jar"), "classes");
    known = new KnownOutline(program);
  }

  private Path file() {
    return folder.resolve("program.outline");
  }

  @Test
  void what_was_kept_is_known_for_that_text() {
    assertThat(known.of(PLAN)).isEmpty();

    known.keep(PLAN, OUTLINE);

    assertThat(known.of(PLAN)).contains(OUTLINE);
    assertThat(new KnownOutline(program).of(PLAN)).contains(OUTLINE);
  }

  @Test
  void another_text_is_not_known_whatever_byte_differs() {
    known.keep(PLAN, OUTLINE);

    for (int i = 0; i < PLAN.length; i++) {
      byte[] other = PLAN.clone();
      other[i] ^= 1;
      assertThat(known.of(other)).as("byte %d", i).isEmpty();
      assertThat(known.of(Arrays.copyOf(PLAN, i))).as("the first %d bytes", i).isEmpty();
    }
    assertThat(known.of(Arrays.copyOf(PLAN, PLAN.length + 1))).isEmpty();
  }

  @Test
  void another_build_has_to_read_the_plan_itself() throws IOException {
    known.keep(PLAN, OUTLINE);
    FileTime time = Files.getLastModifiedTime(program);

    Files.writeString(program, "other classes");
    Files.setLastModifiedTime(program, time);
    assertThat(known.of(PLAN)).isEmpty();

    Files.writeString(program, "classes");
    Files.setLastModifiedTime(program, time);
    assertThat(known.of(PLAN)).contains(OUTLINE);

    Files.setLastModifiedTime(program, FileTime.from(Instant.parse("2026-01-31T20:00:00Z")));
    assertThat(known.of(PLAN)).isEmpty();

    Files.delete(program);
    assertThat(known.of(PLAN)).isEmpty();
  }

  /** Cut anywhere, or with any byte of its first line changed, it never says something else. */
  @Test
  void a_file_that_is_damaged_counts_as_nothing() throws IOException {
    known.keep(PLAN, OUTLINE);
    byte[] whole = Files.readAllBytes(file());

    for (int i = 0; i < whole.length; i++) {
      Files.write(file(), Arrays.copyOf(whole, i));
      assertThat(known.of(PLAN)).as("the first %d bytes", i).isEmpty();
    }
    for (String text : List.of("", "\n", "{}\n", "null\n", "[]\n", "{\"program\":1}\n")) {
      byte[] head = text.getBytes(StandardCharsets.UTF_8);
      byte[] file = Arrays.copyOf(head, head.length + PLAN.length);
      System.arraycopy(PLAN, 0, file, head.length, PLAN.length);
      Files.write(file(), file);
      assertThat(known.of(PLAN)).as(text).isEmpty();
    }
    Files.delete(file());
    Files.createDirectory(file());
    assertThat(known.of(PLAN)).isEmpty();
  }

  @Test
  void a_file_that_cannot_be_written_is_not_missed() throws IOException {
    Files.createDirectories(file().resolve("in the way"));

    known.keep(PLAN, OUTLINE);

    assertThat(known.of(PLAN)).isEmpty();
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(program, file());
    }
  }
}
