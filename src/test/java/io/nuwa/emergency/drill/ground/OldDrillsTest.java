package io.nuwa.emergency.drill.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldDrillsTest {
  @TempDir private Path folder;

  @Test
  void the_oldest_make_room_so_that_with_the_next_one_there_are_twenty() throws IOException {
    Path drills = Files.createDirectory(folder.resolve("drill"));
    for (int i = 10; i < 35; i++) {
      Path home = Files.createDirectories(drills.resolve("20261122-1200" + i + "-000/promptx"));
      Files.writeString(home.resolve("journal.jsonl"), "x");
    }
    new OldDrills(drills).prune();
    assertThat(names(drills))
        .hasSize(19)
        .startsWith("20261122-120016-000")
        .endsWith("20261122-120034-000");
  }

  @Test
  void what_no_drill_made_stays_and_no_link_is_followed() throws IOException {
    Path drills = Files.createDirectory(folder.resolve("drill"));
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("kept"), "x");
    Files.createDirectory(drills.resolve("20200101-mine"));
    Files.createSymbolicLink(drills.resolve("20200101-000000-000"), outside);
    for (int i = 10; i < 30; i++) {
      Path home = Files.createDirectory(drills.resolve("20261122-1200" + i + "-000"));
      Files.createSymbolicLink(home.resolve("suite"), outside);
    }
    new OldDrills(drills).prune();
    assertThat(outside.resolve("kept")).exists();
    assertThat(names(drills))
        .hasSize(21)
        .contains("20200101-mine", "20200101-000000-000")
        .doesNotContain("20261122-120010-000");
  }

  private static List<String> names(Path drills) throws IOException {
    try (Stream<Path> all = Files.list(drills)) {
      return all.map(one -> one.getFileName().toString()).sorted().toList();
    }
  }
}
