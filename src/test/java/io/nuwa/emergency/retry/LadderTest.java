package io.nuwa.emergency.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.failure.FailureClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderTest {
  private final Ladder ladder = new Ladder(List.of(Rung.of("first", 2), Rung.of("second", 1)));

  @Test
  void tries_each_remedy_until_its_budget_is_spent() {
    assertThat(next(Map.of())).contains("first");
    assertThat(next(Map.of("first", used(1)))).contains("first");
    assertThat(next(Map.of("first", used(2)))).contains("second");
    assertThat(next(Map.of("first", used(1), "second", used(1)))).contains("first");
    assertThat(next(Map.of("first", used(2), "second", used(1)))).isEmpty();
    assertThat(next(Map.of("first", used(9), "second", used(9)))).isEmpty();
  }

  @Test
  void a_remedy_that_moved_nothing_steps_back_behind_those_that_were_not_idle() {
    assertThat(next(Map.of("first", new Tally(1, 1)))).contains("second");
    assertThat(next(Map.of("first", new Tally(1, 1), "second", new Tally(1, 1)))).contains("first");
    assertThat(new Tally(2, 2).judged(true)).isEqualTo(new Tally(2, 0));
  }

  @Test
  void leaves_out_what_does_not_fit() {
    assertThat(ladder.next(name -> Tally.NONE, Set.of("first")).map(Rung::remedy))
        .contains("second");
  }

  @Test
  void ends_at_once_when_it_has_no_rungs() {
    assertThat(new Ladder(List.of()).next(name -> Tally.NONE, Set.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, PT0S", "1, PT2S", "2, PT4S", "3, PT8S", "8, PT4M16S", "9, PT5M", "1000000, PT5M"})
  void waits_twice_as_long_each_time_and_never_longer_than_five_minutes(
      int used, Duration expected) {
    assertThat(new Rung("r", 1, Duration.ofSeconds(2)).pauseBefore(used)).isEqualTo(expected);
  }

  @Test
  void refuses_a_remedy_that_may_never_be_applied() {
    assertThatThrownBy(() -> Rung.of("r", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("budget of r must be at least 1: 0");
  }

  @Test
  void has_no_remedy_for_a_class_without_a_ladder() {
    var ladders = new Ladders(Map.of(FailureClass.TIMEOUT, ladder));
    assertThat(ladders.of(FailureClass.TIMEOUT)).isEqualTo(ladder);
    assertThat(ladders.of(FailureClass.CONFIGURATION).rungs()).isEmpty();
  }

  @Test
  void lets_changes_replace_whole_ladders() {
    var usual = new Ladders(Map.of(FailureClass.TIMEOUT, ladder, FailureClass.KILLED, ladder));
    var changes = new Ladders(Map.of(FailureClass.TIMEOUT, new Ladder(List.of())));
    assertThat(usual.with(changes).of(FailureClass.TIMEOUT).rungs()).isEmpty();
    assertThat(usual.with(changes).of(FailureClass.KILLED)).isEqualTo(ladder);
  }

  private static Tally used(int times) {
    return new Tally(times, 0);
  }

  private Optional<String> next(Map<String, Tally> tallies) {
    return ladder.next(name -> tallies.getOrDefault(name, Tally.NONE), Set.of()).map(Rung::remedy);
  }
}
