package io.nuwa.emergency.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.run.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscretionTest {
  private final List<String> kept = new ArrayList<>();
  private final Discretion discretion =
      new Discretion(
          Redaction.BY_SHAPE,
          text -> {
            kept.add(text);
            return "ab12";
          });

  @Test
  void a_text_without_end_is_recorded_in_short_and_kept_as_a_whole() {
    String text = "many words ".repeat(100_000);

    var failed = (Event.BlockerFailed) discretion.of(new Event.BlockerFailed("B-1", text));

    assertThat(failed.reason()).startsWith("many words").contains("…", "1100000", "ab12.txt");
    assertThat(failed.reason()).hasSizeLessThan(2_001);
    assertThat(kept).containsExactly(text);
  }

  @Test
  void what_was_shortened_once_is_not_shortened_again() {
    var failure =
        new Failure(
            FailureClass.values()[0], "s".repeat(9_000), "", Map.of("table", "t".repeat(9_000)));

    Failure once = discretion.of(failure);

    assertThat(once.summary()).hasSizeLessThan(2_001);
    assertThat(once.details().get("table")).hasSizeLessThan(2_001);
    assertThat(discretion.of(once)).isEqualTo(once);
  }

  @Test
  void a_secret_at_the_edge_is_taken_out_before_the_text_is_cut() {
    String text = "x".repeat(1_840) + " password=verysecretvalue " + "y".repeat(1_000);

    var stopped = (Event.RunStopped) discretion.of(new Event.RunStopped(text));

    assertThat(stopped.reason()).doesNotContain("verys");
  }
}
