package io.nuwa.emergency.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineClientsTest {
  private static final long SELF = ProcessHandle.current().pid();

  @TempDir private Path proc;
  private final Instant began = ProcessHandle.current().info().startInstant().orElseThrow();

  @ParameterizedTest
  @CsvSource({
    "podman, podman rm --force week2-web-1",
    "podman, podman --log-level debug container restart week2-web-1",
    "podman, podman run --replace --name web image",
    "docker, docker compose down",
    "docker-compose, docker-compose -f compose.yaml up -d",
    "podman-compose, python3 /usr/bin/podman-compose kill",
  })
  void who_may_end_a_container_is_seen(String program, String words) throws Exception {
    process(program, words.replace(' ', '\0'));

    assertThat(ends(began.plusSeconds(5))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "podman, podman system service -t 0",
    "podman, podman --root /x container cleanup 4711",
    "podman, podman logs -f week2-web-1",
    "podman, podman exec week2-web-1 http-ready 8000",
    "dockerd, dockerd --restart",
    "rm, rm -f podman",
  })
  void who_only_looks_on_or_serves_is_not(String program, String words) throws Exception {
    process(program, words.replace(' ', '\0'));

    assertThat(ends(began.plusSeconds(5))).isFalse();
  }

  /** A {@code docker-compose up} that shows what the containers write goes on for days. */
  @Test
  void who_began_over_a_minute_ago_is_not() throws Exception {
    process("docker-compose", "docker-compose\0up");

    assertThat(ends(began.plusSeconds(50))).isTrue();
    assertThat(ends(began.plusSeconds(70))).isFalse();
  }

  /** Its words are gone, and so is whatever it did. */
  @Test
  void who_has_ended_and_is_still_listed_is_not() throws Exception {
    process("podman", "");

    assertThat(ends(began)).isFalse();
  }

  @Test
  void without_proc_nobody_is() {
    assertThat(new EngineClients(proc.resolve("nothing")).anyEnds(began)).isFalse();
  }

  private boolean ends(Instant now) {
    return new EngineClients(proc).anyEnds(now);
  }

  private void process(String program, String words) throws IOException {
    Path folder = Files.createDirectories(proc.resolve("" + SELF));
    Files.writeString(folder.resolve("comm"), program + "\n");
    Files.writeString(folder.resolve("cmdline"), words);
  }
}
