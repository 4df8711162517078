package io.nuwa.emergency.drill.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.drill.Grounds;
import io.nuwa.emergency.drill.ground.Ground;
import io.nuwa.emergency.time.TickedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an engine whose inspections fail as often as the file {@code failing} has lines. */
class ContainersTest {
  @TempDir private Path folder;
  private Ground ground;

  @BeforeEach
  void make_an_engine() throws IOException {
    ground =
        Grounds.small(
            folder,
            Grounds.engine(
                folder,
                """
                echo "$1" >> asked
                case $1 in
                    ps) echo c1; echo c2 ;;
                    inspect)
                        if [ -s failing ]; then
                            sed -i 1d failing
                            echo "c1 1 true false api"
                            echo "Error: no such object: c2" >&2
                            exit 125
                        fi
                        echo "c1 4711 true false api" ;;
                esac
                """));
  }

  @Test
  void containers_are_listed_anew_when_one_vanished_before_it_was_inspected() throws Exception {
    Files.writeString(folder.resolve("failing"), "1\n2\n");
    assertThat(new Containers(ground).all())
        .containsOnlyKeys("api")
        .containsEntry("api", new Containers.Seen("c1", 4711, true, false, "api"));
    assertThat(Files.readAllLines(folder.resolve("asked")))
        .containsExactly("ps", "inspect", "ps", "inspect", "ps", "inspect");
  }

  @Test
  void a_look_that_keeps_failing_is_no_harm_that_was_seen() throws Exception {
    Files.writeString(folder.resolve("failing"), "again\n".repeat(100));
    var stack =
        new SoundStack(
            new Scene(
                ground, TickedTime.at("2026-01-01T00:00:00Z"), new OwnProgram(List.of("true"))));
    assertThatThrownBy(stack::harm)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("does not tell of the containers", "no such object: c2");
    assertThat(Files.readAllLines(folder.resolve("asked"))).hasSize(20);
  }

  @Test
  void a_service_without_a_container_is_harm() throws Exception {
    var stack =
        new SoundStack(
            new Scene(
                ground, TickedTime.at("2026-01-01T00:00:00Z"), new OwnProgram(List.of("true"))));
    assertThat(stack.harm()).isPresent();
  }
}
