package io.nuwa.emergency.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpareMemoryTest {
  @TempDir private Path home;

  @Test
  void is_given_back_once_after_each_look_and_only_while_nothing_happens() throws Exception {
    var vigil = new Vigil(home);
    vigil.turn();
    Look look = vigil.looks.getFirst();
    var given = new AtomicInteger();
    var memory = new SpareMemory(given::incrementAndGet);

    memory.idle(Optional.empty(), vigil.time.instant());
    assertThat(given).as("nothing was looked at yet").hasValue(0);

    memory.looked(look);
    memory.looked(look);
    assertThat(given).as("something happens").hasValue(0);

    memory.idle(Optional.empty(), vigil.time.instant());
    memory.idle(Optional.empty(), vigil.time.instant());
    assertThat(given).hasValue(1);

    memory.looked(look);
    memory.idle(Optional.empty(), vigil.time.instant());
    assertThat(given).hasValue(2);
  }
}
