package io.nuwa.emergency.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.time.TickedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaturationTest {
  @TempDir Path proc;

  @Test
  void more_than_four_that_want_each_processor_are_too_many() throws Exception {
    assertThat(with(7, 2)).contains("9 processes want to run on 2 processors");
    assertThat(with(8, 0)).isEmpty();
  }

  @Test
  void a_machine_that_does_not_say_is_not_saturated() throws Exception {
    assertThat(seen()).isEmpty();
  }

  private Optional<String> with(int running, int blocked) throws Exception {
    Files.writeString(
        proc.resolve("stat"),
        "cpu  1 2 3\nprocs_running " + running + "\nprocs_blocked " + blocked + "\n");
    return seen();
  }

  private Optional<String> seen() throws InterruptedException {
    return new Saturation(proc, 2).seen(TickedTime.at("2026-01-01T00:00:00Z"));
  }
}
