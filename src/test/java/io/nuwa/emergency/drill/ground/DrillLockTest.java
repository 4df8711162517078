package io.nuwa.emergency.drill.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillLockTest {
  @Test
  void can_be_taken_again_once_it_was_let_go(@TempDir Path folder) throws IOException {
    Path drills = folder.resolve("logs/drill");
    try (DrillLock first = DrillLock.take(drills)) {
      assertThat(first).isNotNull();
      assertThat(drills.resolve("drill.lock")).exists();
    }
    try (DrillLock second = DrillLock.take(drills)) {
      assertThat(second).isNotNull();
    }
  }
}
