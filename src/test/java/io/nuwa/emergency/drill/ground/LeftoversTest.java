package io.nuwa.emergency.drill.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an engine that is a script: it knows things by files, and writes down what it removes. */
class LeftoversTest {
  @TempDir private Path folder;
  private Path drills;
  private Leftovers leftovers;

  @BeforeEach
  void make_an_engine() throws IOException {
    drills = folder.resolve("home/logs/drill");
    for (String kind : List.of("container", "network", "volume")) {
      Files.createDirectories(folder.resolve(kind));
    }
    Path engine = folder.resolve("engine");
    Files.writeString(
        engine,
        """
        #!/bin/bash
        cd "$(dirname "$0")"
        case "$1 $2" in
            "ps "*) ls container ;;
            "network ls"|"volume ls") ls "$1" ;;
            "network inspect"|"volume inspect"|"container inspect")
                [ -e deaf ] && { echo "database is locked" >&2; exit 125; }
                [ -e vanishing ] && rm "$1/${@: -1}"
                cat "$1/${@: -1}" ;;
            "network rm"|"volume rm") rm "$1/$3"; echo "$1 $3" >> removed ;;
            "rm "*) rm "container/${@: -1}"; echo "container ${@: -1}" >> removed ;;
            *) exit 99 ;;
        esac
        """);
    Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwxr-xr-x"));
    leftovers =
        new Leftovers(new EngineProgram(engine.toString(), Map.of()), "week2-drill", drills);
  }

  @Test
  void an_empty_project_is_nobodys() throws Exception {
    leftovers.refuseStrangers();
    assertThat(leftovers.remove()).isZero();
  }

  @Test
  void a_container_without_our_label_is_refused_by_name_and_kept() throws Exception {
    Files.writeString(folder.resolve("container/c0ffee"), "<no value>\n");
    Files.writeString(folder.resolve("volume/ours"), drills.resolve("1") + "\n");
    assertThatThrownBy(leftovers::refuseStrangers)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("week2-drill")
        .hasMessageContaining("container c0ffee")
        .hasMessageNotContaining("volume ours");
    assertThat(leftovers.remove()).isEqualTo(1);
    assertThat(folder.resolve("container/c0ffee")).exists();
  }

  @Test
  void the_drill_of_another_home_is_a_stranger_and_is_named() throws Exception {
    Files.writeString(folder.resolve("network/n1"), "/other/logs/drill/1\n");
    assertThatThrownBy(leftovers::refuseStrangers)
        .hasMessageContaining("network n1 (of the drill /other/logs/drill/1)");
    assertThat(leftovers.remove()).isZero();
  }

  @Test
  void a_folder_whose_name_only_begins_like_ours_is_a_strangers() throws Exception {
    Files.writeString(folder.resolve("volume/v"), drills + "-of-somebody/1\n");
    assertThatThrownBy(leftovers::refuseStrangers).isInstanceOf(RefusedException.class);
  }

  @Test
  void what_a_killed_drill_of_ours_left_is_removed() throws Exception {
    for (String kind : List.of("container", "network", "volume")) {
      Files.writeString(folder.resolve(kind).resolve("left"), drills.resolve("1") + "\n");
    }
    leftovers.refuseStrangers();
    assertThat(leftovers.remove()).isEqualTo(3);
    assertThat(Files.readAllLines(folder.resolve("removed")))
        .containsExactly("container left", "network left", "volume left");
  }

  @Test
  void who_made_a_thing_is_not_guessed_when_the_engine_does_not_say() throws Exception {
    Files.writeString(folder.resolve("network/n1"), drills.resolve("1") + "\n");
    Files.createFile(folder.resolve("deaf"));
    assertThatThrownBy(leftovers::refuseStrangers)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("does not say who made network n1", "database is locked");
    assertThatThrownBy(leftovers::remove).isInstanceOf(IOException.class);
    assertThat(folder.resolve("network/n1")).exists();
  }

  @Test
  void what_is_gone_before_it_was_looked_at_is_neither_a_strangers_nor_to_be_removed()
      throws Exception {
    Files.writeString(folder.resolve("volume/v"), "<no value>\n");
    Files.createFile(folder.resolve("vanishing"));
    leftovers.refuseStrangers();
    Files.writeString(folder.resolve("volume/v"), drills.resolve("1") + "\n");
    assertThat(leftovers.remove()).isZero();
  }
}
