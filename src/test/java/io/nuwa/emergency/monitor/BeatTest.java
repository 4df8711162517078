package io.nuwa.emergency.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.time.TickedTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BeatTest {
  private final TickedTime time = TickedTime.at("2026-01-05T20:00:00Z");
  private final List<Boolean> beats = new ArrayList<>();

  private void idle(Beat beat, int seconds) {
    time.tick(Duration.ofSeconds(seconds));
    beat.idle(Optional.empty(), time.instant());
  }

  @Test
  void a_loop_that_turns_gives_a_sign_once_a_minute() {
    var beat = new Beat(time, (at, looking) -> beats.add(looking));

    idle(beat, 0);
    idle(beat, 30);
    assertThat(beats).containsExactly(false);
    idle(beat, 30);
    assertThat(beats).containsExactly(false, false);
  }

  @Test
  void a_whole_look_says_that_it_began_and_a_small_one_costs_nothing() {
    var beat = new Beat(time, (at, looking) -> beats.add(looking));

    beat.beforeLook(false);
    beat.beforeLook(true);

    assertThat(beats).containsExactly(true);
  }

  @Test
  void a_disk_that_is_full_ends_nothing_and_is_tried_at_the_next_turn() {
    var beat =
        new Beat(
            time,
            (at, looking) -> {
              beats.add(looking);
              throw new IOException("no space left on device");
            });

    idle(beat, 0);
    idle(beat, 1);

    assertThat(beats).hasSize(2);
  }
}
