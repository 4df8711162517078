package io.nuwa.emergency.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
  private final Problems problems = new Problems();

  @Test
  void knows_the_line_and_column_of_every_key_and_value() {
    ConfigNode node =
        read(
            """
            a: 1
            b: [x, {y: 2}]
            c:
              - d: 'q'
                e: >-
                  folded
              - f
            """);
    assertThat(placeOf(node, "a")).isEqualTo("f.yaml:1:4");
    assertThat(placeOf(node, "b", 0)).isEqualTo("f.yaml:2:5");
    assertThat(placeOf(node, "b", 1, "y")).isEqualTo("f.yaml:2:12");
    assertThat(placeOf(node, "c", 0, "d")).isEqualTo("f.yaml:4:8");
    assertThat(placeOf(node, "c", 0, "e")).isEqualTo("f.yaml:5:8");
    assertThat(placeOf(node, "c", 1)).isEqualTo("f.yaml:7:5");
    var inner = (ConfigNode.Mapping) at(node, "c", 0);
    assertThat(inner.entries().get("e").key()).hasToString("f.yaml:5:5");
  }

  @Test
  void counts_a_chinese_character_and_an_emoji_as_one_column() {
    ConfigNode node = read("标题: 😀 {}\n列: {😀: 1, z: 2}\n");
    assertThat(placeOf(node, "标题")).isEqualTo("f.yaml:1:5");
    assertThat(placeOf(node, "列", "z")).isEqualTo("f.yaml:2:14");
  }

  @Test
  void counts_columns_as_if_a_byte_order_mark_were_not_there() {
    assertThat(placeOf(read("\uFEFFa: 1"), "a")).isEqualTo("f.yaml:1:4");
  }

  @Test
  void tells_text_numbers_booleans_and_nothing_apart() {
    ConfigNode node = read("a: x\nb: 1.5\nc: true\nd:\ne: '1'\nf: ~\n");
    assertThat(List.of("a", "b", "c", "d", "e", "f"))
        .extracting(key -> at(node, key).kind())
        .containsExactly("text", "a number", "true or false", "nothing", "text", "nothing");
  }

  @Test
  void reads_json_indented_with_tabs() {
    ConfigNode node = read("{\n\t\"a\": [\n\t\t1\n\t]\n}");
    assertThat(placeOf(node, "a", 0)).isEqualTo("f.yaml:3:3");
  }

  @Test
  void resolves_aliases_of_mappings_lists_and_single_values() {
    ConfigNode node = read("a: &m {q: 😀 1}\nb: &l [2]\nc: &s three\nd: [*m, *l, *s]\n");
    assertThat(textOf(node, "d", 0, "q")).isEqualTo("😀 1");
    assertThat(textOf(node, "d", 1, 0)).isEqualTo("2");
    assertThat(textOf(node, "d", 2)).isEqualTo("three");
  }

  @Test
  void merges_mappings_and_lets_the_own_keys_win() {
    ConfigNode node = read("a: &a {q: 1, r: 2}\nb: &b {r: 3, s: 4}\nc: {<<: [*a, *b], q: own}\n");
    var merged = (ConfigNode.Mapping) at(node, "c");
    assertThat(merged.entries()).containsOnlyKeys("q", "r", "s");
    assertThat(textOf(node, "c", "q")).isEqualTo("own");
    assertThat(textOf(node, "c", "r")).isEqualTo("2");
  }

  @Test
  void reports_an_alias_that_repeats_nothing() {
    assertThat(complaints("a: *nope\n"))
        .containsExactly("f.yaml:1:4: '*nope' repeats '&nope', which does not stand before it");
    assertThat(complaints("a: &a [*a]\n"))
        .containsExactly("f.yaml:1:8: '*a' repeats '&a', which does not stand before it");
  }

  @Test
  void refuses_aliases_that_would_grow_without_end() {
    var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      text.append(
          "a%d: &a%d [%s*a%d]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9), i - 1));
    }
    assertThat(complaints(text.toString()))
        .isNotEmpty()
        .allMatch(c -> c.contains("aliases of this"));
  }

  @Test
  void names_both_places_of_a_key_that_stands_twice() {
    assertThat(complaints("a: 1\nb: 2\na: 3\n"))
        .containsExactly("f.yaml:3:1: 'a' stands here a second time; first at f.yaml:1:1");
  }

  @Test
  void names_the_place_of_broken_syntax_and_how_to_mend_it() {
    assertThat(complaints("a: >= 95\n"))
        .singleElement()
        .asString()
        .startsWith("f.yaml:1:5: cannot be read: ")
        .endsWith("put a text that starts with '>' or '|' into quotes");
    assertThat(complaints("a:\n\tb: 1\n"))
        .singleElement()
        .asString()
        .startsWith("f.yaml:2:1: ")
        .contains("TAB");
    assertThat(complaints("a: 1\n b: 2\n"))
        .singleElement()
        .asString()
        .startsWith("f.yaml:2:3: ")
        .contains("indentation");
    assertThat(complaints("a: {b: ${port.x}}\n"))
        .singleElement()
        .asString()
        .startsWith("f.yaml:1:9: ")
        .endsWith("put a text that holds '{' into quotes");
    assertThat(complaints("a: @x\n")).singleElement().asString().startsWith("f.yaml:1:4: ");
    assertThat(complaints("a: [1, 2\nb: 3\n"))
        .singleElement()
        .asString()
        .startsWith("f.yaml:2:2: ");
    assertThat(complaints("a: 'x\n")).singleElement().asString().contains("a quote is not closed");
  }

  @Test
  void notices_an_unequal_sign_that_yaml_would_swallow() {
    assertThat(complaints("a: != 5\n"))
        .containsExactly("f.yaml:1:4: put a text that starts with '!' into quotes");
  }

  @Test
  void names_the_place_of_a_control_character() {
    assertThat(complaints("a: 1\nb: x\u0007\n"))
        .containsExactly("f.yaml:2:5: holds the control character U+0007; remove it");
  }

  @Test
  void says_that_a_file_is_empty_or_holds_two_documents() {
    assertThat(complaints("# only a comment\n")).containsExactly("f.yaml:1:1: the file is empty");
    assertThat(complaints("a: 1\n---\nb: 2\n"))
        .containsExactly("f.yaml:3:1: a second document starts here; one is read");
  }

  @Test
  void refuses_what_is_nested_too_deep() {
    assertThat(complaints("[".repeat(100) + "]".repeat(100)))
        .singleElement()
        .asString()
        .contains("nested deeper than 64 levels, at line 1");
  }

  @Test
  void refuses_a_key_that_is_no_text() {
    assertThat(complaints("? [a]\n: 2\n")).singleElement().asString().contains("cannot be read");
  }

  private ConfigNode read(String text) {
    Optional<ConfigNode> node = ConfigReader.read("f.yaml", text, problems);
    assertThat(problems.list()).isEmpty();
    return node.orElseThrow();
  }

  private static List<String> complaints(String text) {
    var problems = new Problems();
    ConfigReader.read("f.yaml", text, problems);
    return problems.list().stream().map(Problem::toString).toList();
  }

  private static ConfigNode at(ConfigNode node, Object... path) {
    ConfigNode here = node;
    for (Object step : path) {
      here =
          switch (step) {
            case Integer index -> ((ConfigNode.Sequence) here).items().get(index);
            default -> ((ConfigNode.Mapping) here).entries().get(step.toString()).value();
          };
    }
    return here;
  }

  private static String placeOf(ConfigNode node, Object... path) {
    return at(node, path).position().toString();
  }

  private static String textOf(ConfigNode node, Object... path) {
    return ((ConfigNode.Scalar) at(node, path)).text();
  }
}
