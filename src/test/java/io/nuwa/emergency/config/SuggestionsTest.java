package io.nuwa.emergency.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
  private static final List<String> KEYS = List.of("deadline", "title", "check-every", "with");

  @Test
  void finds_a_word_with_a_letter_missing_doubled_changed_or_swapped() {
    assertThat(List.of("dedline", "deaddline", "deadlime", "daedline"))
        .allSatisfy(slip -> assertThat(Suggestions.nearest(slip, KEYS)).contains("deadline"));
  }

  @Test
  void sees_no_difference_between_cases_and_between_dashes() {
    assertThat(Suggestions.nearest("Check_Every", KEYS)).contains("check-every");
  }

  @Test
  void suggests_nothing_for_a_word_that_is_far_from_all() {
    assertThat(Suggestions.nearest("colour", KEYS)).isEmpty();
    assertThat(Suggestions.hint("colour", KEYS))
        .isEqualTo("; known: check-every, deadline, title, with");
  }

  @Test
  void does_not_recite_a_long_list() {
    List<String> many = IntStream.range(0, 21).mapToObj(i -> "candidate" + i).toList();
    assertThat(Suggestions.hint("zzz", many)).isEmpty();
    assertThat(Suggestions.hint("zzz", List.of())).isEmpty();
  }

  @Test
  void takes_no_time_for_an_endless_word() {
    assertThat(Suggestions.nearest("x".repeat(1_000_000), KEYS)).isEmpty();
    assertThat(Suggestions.nearest("title", List.of("t".repeat(1_000_000), "title")))
        .contains("title");
  }

  @Test
  void prefers_the_nearest_then_the_first_of_the_alphabet() {
    assertThat(Suggestions.nearest("cat", List.of("bat", "cut", "cap"))).contains("bat");
    assertThat(Suggestions.distance("abcd", "abdc")).isEqualTo(1);
    assertThat(Suggestions.distance("kitten", "sitting")).isEqualTo(3);
  }
}
