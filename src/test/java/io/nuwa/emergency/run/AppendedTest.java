package io.nuwa.emergency.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AppendedTest {

  @Test
  void a_map_does_not_see_what_was_added_to_a_longer_one() {
    Map<String, Integer> one = Appended.plus(Map.of(), "a", 1);
    Map<String, Integer> two = Appended.plus(one, "b", 2);

    assertThat(one).isEqualTo(Map.of("a", 1));
    assertThat(one.containsKey("b")).isFalse();
    assertThat(one.get("b")).isNull();
    assertThat(two).containsExactly(Map.entry("a", 1), Map.entry("b", 2));
  }

  @Test
  void two_maps_that_grow_from_the_same_one_do_not_meet() {
    Map<String, Integer> one = Appended.plus(Map.of(), "a", 1);
    Map<String, Integer> left = Appended.plus(one, "l", 2);
    Map<String, Integer> right = Appended.plus(one, "r", 3);

    assertThat(left).isEqualTo(Map.of("a", 1, "l", 2));
    assertThat(right).isEqualTo(Map.of("a", 1, "r", 3));
    assertThat(one).isEqualTo(Map.of("a", 1));
  }

  @Test
  void a_key_that_is_there_gets_the_new_value_in_the_new_map_only() {
    Map<String, Integer> one = Appended.plus(Map.of("a", 1), "b", 2);
    Map<String, Integer> again = Appended.plus(one, "a", 9);

    assertThat(again).isEqualTo(Map.of("a", 9, "b", 2));
    assertThat(one).isEqualTo(Map.of("a", 1, "b", 2));
  }
}
