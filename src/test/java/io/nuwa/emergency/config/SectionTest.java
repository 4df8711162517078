package io.nuwa.emergency.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SectionTest {
  private final Problems problems = new Problems();

  @Test
  void reads_a_text_or_its_default() {
    Section section = section("a: x\nn: 5");
    assertThat(section.text("a")).isEqualTo("x");
    assertThat(section.text("n")).isEqualTo("5");
    assertThat(section.text("b", "usual")).isEqualTo("usual");
    assertThat(section.optionalText("b")).isEmpty();
    assertNoProblem();
  }

  @Test
  void reports_a_text_that_is_missing_at_the_place_of_its_section() {
    assertThat(section("outer:\n  a: x").section("outer").orElseThrow().text("b")).isEmpty();
    assertProblems("f.yaml:2:3: 'b' is missing");
  }

  @Test
  void reports_a_list_or_nothing_where_a_single_value_is_needed() {
    Section section = section("a: [x]\nb:\nc: {d: 1}");
    section.text("a");
    section.text("b");
    section.text("c");
    assertProblems(
        "f.yaml:1:4: 'a' must be a single value, not a list",
        "f.yaml:2:3: 'b' must be a single value, not nothing",
        "f.yaml:3:4: 'c' must be a single value, not a mapping");
  }

  @Test
  void reads_whole_numbers_within_their_range_both_ends_included() {
    Section section = section("least: 1\nmost: 9");
    assertThat(section.integer("least", 1, 9, 5)).isEqualTo(1);
    assertThat(section.integer("most", 1, 9, 5)).isEqualTo(9);
    assertThat(section.integer("absent", 1, 9, 5)).isEqualTo(5);
    assertThat(section.optionalInteger("absent", 1, 9)).isEmpty();
    assertNoProblem();
  }

  @Test
  void reports_numbers_out_of_range_fractions_and_words() {
    Section section = section("a: 0\nb: 1.5\nc: many\nd: 99999999999");
    List.of("a", "b", "c", "d")
        .forEach(key -> assertThat(section.integer(key, 1, 9, 5)).isEqualTo(5));
    assertProblems(
        "f.yaml:1:4: 'a' must be a whole number from 1 to 9, not '0'",
        "f.yaml:2:4: 'b' must be a whole number from 1 to 9, not '1.5'",
        "f.yaml:3:4: 'c' must be a whole number from 1 to 9, not 'many'",
        "f.yaml:4:4: 'd' must be a whole number from 1 to 9, not '99999999999'");
  }

  @Test
  void reads_true_and_false_and_nothing_like_them() {
    Section section = section("a: true\nb: false\nc: yes");
    assertThat(section.flag("a", false)).isTrue();
    assertThat(section.flag("b", true)).isFalse();
    assertThat(section.flag("absent", true)).isTrue();
    assertThat(section.flag("c", false)).isFalse();
    assertProblems("f.yaml:3:4: 'c' must be true or false, not 'yes'");
  }

  @Test
  void reads_durations() {
    Section section = section("a: 90s\nb: soon");
    assertThat(section.duration("a")).isEqualTo(Duration.ofSeconds(90));
    assertThat(section.duration("absent", Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
    assertThat(section.optionalDuration("absent")).isEmpty();
    assertThat(section.duration("b")).isEqualTo(Duration.ZERO);
    assertProblems("f.yaml:2:4: 'b' must be a duration such as 48h, 90s or 250ms, not 'soon'");
  }

  @Test
  void reports_a_needed_duration_that_is_missing() {
    assertThat(section("a: 1").duration("b")).isEqualTo(Duration.ZERO);
    assertProblems("f.yaml:1:1: 'b' is missing");
  }

  @Test
  void reads_what_a_parser_understands() {
    Section section = section("a: abc\nb: ''");
    assertThat(section.parsed("a", "a word", text -> Optional.of(text.length()))).contains(3);
    assertThat(section.parsed("b", "a word", text -> Optional.empty())).isEmpty();
    assertProblems("f.yaml:2:4: 'b' must be a word, not ''");
  }

  @Test
  void suggests_the_nearest_of_the_allowed_words() {
    Section section = section("a: gren\nb: green\nc: purple");
    List<String> colours = List.of("green", "yellow");
    assertThat(section.oneOf("a", colours)).isEmpty();
    assertThat(section.oneOf("b", colours)).contains("green");
    assertThat(section.oneOf("c", colours)).isEmpty();
    assertThat(section.oneOf("absent", colours)).isEmpty();
    assertProblems(
        "f.yaml:1:4: 'gren' is not known as 'a'; did you mean 'green'?",
        "f.yaml:3:4: 'purple' is not known as 'c'; known: green, yellow");
  }

  @Test
  void reads_a_single_text_as_a_list_of_one() {
    Section section = section("a: x\nb: [y, z]");
    assertThat(section.texts("a")).containsExactly("x");
    assertThat(section.texts("b")).containsExactly("y", "z");
    assertThat(section.texts("absent")).isEmpty();
    assertNoProblem();
  }

  @Test
  void keeps_the_place_of_each_text_of_a_list_and_reports_what_is_none() {
    Section section = section("a: [x, [y], z]");
    assertThat(section.scalars("a"))
        .extracting(scalar -> scalar.text() + " " + scalar.position())
        .containsExactly("x f.yaml:1:5", "z f.yaml:1:13");
    assertProblems("f.yaml:1:8: 'a' must be a single value, not a list");
  }

  @Test
  void reads_a_mapping_of_texts_in_the_order_of_the_file() {
    Section section = section("a: {z: 1, y: two}");
    assertThat(section.textMap("a"))
        .containsExactly(java.util.Map.entry("z", "1"), java.util.Map.entry("y", "two"));
    assertThat(section.textMap("absent")).isEmpty();
    assertNoProblem();
  }

  @Test
  void reads_a_list_of_mappings() {
    Section section = section("a: [{x: 1}, {x: 2}]\nb: {x: 1}\nc: [1]");
    assertThat(section.sections("a")).extracting(each -> each.text("x")).containsExactly("1", "2");
    assertThat(section.sections("absent")).isEmpty();
    assertThat(section.sections("b")).isEmpty();
    section.sections("c");
    assertProblems(
        "f.yaml:2:4: 'b' must be a list, not a mapping",
        "f.yaml:3:5: each entry of 'c' must be a mapping (key: value), not a number");
  }

  @Test
  void reports_what_should_be_a_mapping_and_reads_it_as_empty() {
    Section section = section("a: 5").section("a").orElseThrow();
    assertThat(section.keys()).isEmpty();
    assertProblems("f.yaml:1:4: 'a' must be a mapping (key: value), not a number");
  }

  @Test
  void reports_keys_that_nobody_asked_for_where_they_stand() {
    Section section = section("title: x\ntilte: y\nother: z");
    section.text("title");
    section.finish();
    assertProblems(
        "f.yaml:2:1: 'tilte' is not known here; did you mean 'title'?",
        "f.yaml:3:1: 'other' is not known here; known: title");
  }

  @Test
  void knows_every_key_that_was_asked_for_in_any_way() {
    Section section =
        section("a: 1\nb: 1\nc: 1s\nd: true\ne: [x]\nf: {}\ng: []\nh: x\ni: x\nj: {}\nk: x");
    section.text("a");
    section.integer("b", 0, 9, 0);
    section.duration("c");
    section.flag("d", true);
    section.texts("e");
    section.section("f");
    section.sections("g");
    section.oneOf("h", List.of("x"));
    section.node("i");
    section.textMap("j");
    section.has("k");
    section.finish();
    assertNoProblem();
  }

  @Test
  void knows_the_place_of_a_value_of_its_key_and_of_itself() {
    Section section = section("a:\n  long-key: x").section("a").orElseThrow();
    assertThat(section.position("long-key")).hasToString("f.yaml:2:13");
    assertThat(section.keyPosition("long-key")).hasToString("f.yaml:2:3");
    assertThat(section.position("absent")).isEqualTo(section.position());
    assertThat(section.keyPosition("absent")).isEqualTo(section.position());
    assertThat(section.keys()).containsExactly("long-key");
  }

  @Test
  void throws_every_problem_at_once_in_the_order_of_the_file() {
    Section section = section("a: 1\nb: 2");
    section.problem("b", "second");
    section.problem("a", "first");
    section.problem("a", "first");
    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessage("f.yaml:1:4: first\nf.yaml:2:4: second");
    assertThat(problems.isEmpty()).isFalse();
  }

  private Section section(String text) {
    return Section.of(
        ConfigReader.read("f.yaml", text, problems).orElseThrow(), "the file", problems);
  }

  private void assertNoProblem() {
    assertThat(problems.list()).isEmpty();
    problems.throwIfAny();
  }

  private void assertProblems(String... expected) {
    assertThat(problems.list()).extracting(Problem::toString).containsExactly(expected);
  }
}
