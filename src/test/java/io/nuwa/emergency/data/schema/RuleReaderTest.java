package io.nuwa.emergency.data.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The definitions are as PostgreSQL 15 prints them. */
class RuleReaderTest {
  @Test
  void a_list_of_values_is_understood() {
    assertThat(
            RuleReader.read("CHECK ((status = ANY (ARRAY['pending'::text, 'it''s paid'::text])))"))
        .containsExactly(new Rule.OneOf("status", List.of("pending", "it's paid")));
    assertThat(
            RuleReader.read(
                "CHECK (((kind)::text = ANY ((ARRAY['a'::character varying, 'b'::character"
                    + " varying])::text[])))"))
        .containsExactly(new Rule.OneOf("kind", List.of("a", "b")));
    assertThat(RuleReader.read("CHECK ((level = ANY (ARRAY[1, 2, 3])))"))
        .containsExactly(new Rule.OneOf("level", List.of("1", "2", "3")));
  }

  @Test
  void bounds_are_understood_also_when_joined() {
    assertThat(RuleReader.read("CHECK ((price >= (0)::numeric))"))
        .containsExactly(bound("price", false, "0", null, false));
    assertThat(RuleReader.read("CHECK (((age > 17) AND (age < 100)))"))
        .containsExactly(
            bound("age", false, "17", null, true), bound("age", false, null, "100", true));
    assertThat(RuleReader.read("CHECK ((\"Odd Name\" <= '-2.5'::numeric))"))
        .containsExactly(bound("Odd Name", false, null, "-2.5", false));
  }

  @Test
  void lengths_are_understood() {
    assertThat(RuleReader.read("CHECK ((name <> ''::text))"))
        .containsExactly(bound("name", true, "1", null, false));
    assertThat(RuleReader.read("CHECK ((char_length((code)::text) = 6))"))
        .containsExactly(bound("code", true, "6", "6", false));
  }

  @Test
  void days_are_understood() {
    assertThat(RuleReader.read("CHECK ((born < '2015-01-01'::date))"))
        .containsExactly(days("born", null, "2014-12-31"));
    assertThat(
            RuleReader.read(
                "CHECK (((day >= '2020-02-28'::date) AND (day <= '2020-03-01'::date)))"))
        .containsExactly(days("day", "2020-02-28", null), days("day", null, "2020-03-01"));
    assertThat(
            RuleReader.read("CHECK ((seen >= '2024-01-01 00:00:00+00'::timestamp with time zone))"))
        .containsExactly(days("seen", "2024-01-02", null));
  }

  private static Rule days(String column, String first, String last) {
    return new Rule.Days(
        column,
        Optional.ofNullable(first).map(LocalDate::parse),
        Optional.ofNullable(last).map(LocalDate::parse));
  }

  @Test
  void two_columns_compared_are_understood() {
    assertThat(RuleReader.read("CHECK ((ends >= begins))"))
        .containsExactly(new Rule.NotLess("ends", "begins"));
  }

  @Test
  void what_is_not_understood_is_left_to_postgresql() {
    assertThat(RuleReader.read("CHECK (((a > 1) OR (b > 1)))")).isEmpty();
    assertThat(RuleReader.read("CHECK ((email ~~ '%_@_%'::text))")).isEmpty();
    assertThat(RuleReader.read("CHECK (((a * 2) > 1))")).isEmpty();
  }

  private static Rule bound(
      String column, boolean length, String least, String most, boolean open) {
    return new Rule.Bound(
        column,
        length,
        Optional.ofNullable(least).map(BigDecimal::new),
        Optional.ofNullable(most).map(BigDecimal::new),
        open);
  }
}
