package io.nuwa.emergency.data.schema.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The definitions are as PostgreSQL 15 prints them. */
class RuleReaderTest {
  @Test
  void a_list_of_values_is_understood() {
    assertThat(read("CHECK ((status = ANY (ARRAY['pending'::text, 'it''s paid'::text])))"))
        .containsExactly(new Rule.OneOf("status", List.of("pending", "it's paid")));
    assertThat(
            read(
                "CHECK (((kind)::text = ANY ((ARRAY['a'::character varying, 'b'::character"
                    + " varying])::text[])))"))
        .containsExactly(new Rule.OneOf("kind", List.of("a", "b")));
    assertThat(read("CHECK ((level = ANY (ARRAY[1, 2, 3])))"))
        .containsExactly(new Rule.OneOf("level", List.of("1", "2", "3")));
  }

  @Test
  void bounds_are_understood_also_when_joined() {
    assertThat(read("CHECK ((price >= (0)::numeric))"))
        .containsExactly(bound("price", false, "0", null, false));
    assertThat(read("CHECK (((age > 17) AND (age < 100)))"))
        .containsExactly(
            bound("age", false, "17", null, true), bound("age", false, null, "100", true));
    assertThat(read("CHECK ((\"Odd Name\" <= '-2.5'::numeric))"))
        .containsExactly(bound("Odd Name", false, null, "-2.5", false));
  }

  @Test
  void lengths_are_understood() {
    assertThat(read("CHECK ((name <> ''::text))"))
        .containsExactly(bound("name", true, "1", null, false));
    assertThat(read("CHECK ((char_length((code)::text) = 6))"))
        .containsExactly(bound("code", true, "6", "6", false));
  }

  @Test
  void days_are_understood() {
    assertThat(read("CHECK ((born < '2015-01-01'::date))"))
        .containsExactly(days("born", null, "2014-12-31"));
    assertThat(read("CHECK (((day >= '2020-02-28'::date) AND (day <= '2020-03-01'::date)))"))
        .containsExactly(days("day", "2020-02-28", null), days("day", null, "2020-03-01"));
    assertThat(read("CHECK ((seen >= '2024-01-01 00:00:00+00'::timestamp with time zone))"))
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
    assertThat(read("CHECK ((ends >= begins))"))
        .containsExactly(new Rule.NotLess("ends", "begins", false));
  }

  @Test
  void two_columns_compared_may_have_something_in_between() {
    assertThat(read("CHECK ((ends_at > starts_at))"))
        .containsExactly(new Rule.NotLess("ends_at", "starts_at", true));
    assertThat(read("CHECK ((low < high))")).containsExactly(new Rule.NotLess("high", "low", true));
    assertThat(read("CHECK ((end_on >= (start_on + 7)))"))
        .containsExactly(
            new Rule.NotLess("end_on", "start_on", false, BigDecimal.valueOf(7), Duration.ZERO));
    assertThat(read("CHECK ((ends <= (begins + '08:30:00'::interval)))"))
        .containsExactly(
            new Rule.NotLess(
                "begins",
                "ends",
                false,
                BigDecimal.ZERO,
                Duration.ofHours(-8).minus(Duration.ofMinutes(30))));
    assertThat(read("CHECK (((ends - begins) <= 30))"))
        .containsExactly(
            new Rule.NotLess("begins", "ends", false, BigDecimal.valueOf(-30), Duration.ZERO));
    assertThat(read("CHECK ((sender_id <> receiver_id))"))
        .containsExactly(new Rule.Differs("sender_id", "receiver_id"));
  }

  @Test
  void days_may_hang_on_today() {
    assertThat(read("CHECK (((born >= '1900-01-01'::date) AND (born <= CURRENT_DATE)))"))
        .containsExactly(days("born", "1900-01-01", null), days("born", null, "2026-07-15"));
    assertThat(read("CHECK ((born <= (CURRENT_DATE - '18 years'::interval)))"))
        .containsExactly(days("born", null, "2008-07-15"));
    assertThat(read("CHECK ((age((born)::timestamp with time zone) >= '18 years'::interval))"))
        .containsExactly(days("born", null, "2008-07-15"));
    assertThat(read("CHECK ((due > now()))")).containsExactly(days("due", "2026-07-16", null));
    assertThat(read("CHECK ((EXTRACT(year FROM made) >= (1990)::numeric))"))
        .containsExactly(days("made", "1990-01-01", null));
  }

  @Test
  void forms_of_texts_are_understood() {
    assertThat(read("CHECK ((code ~ '^[A-Z]{3}\\d+$'::text))"))
        .containsExactly(new Rule.Matches("code", "^[A-Z]{3}\\d+$"));
    assertThat(read("CHECK (((email)::text ~~ '%_@_%.__%'::text))"))
        .containsExactly(new Rule.Matches("email", "^.*.@..*\\....*$"));
    assertThat(read("CHECK ((lower((nick)::text) = (nick)::text))"))
        .containsExactly(new Rule.Matches("nick", "^[^A-Z]+$"));
  }

  @Test
  void of_two_alternatives_the_one_that_leaves_more_open_is_kept_to() {
    assertThat(read("CHECK (((ended IS NULL) OR (ended > begun)))"))
        .containsExactly(new Rule.NotLess("ended", "begun", true));
    assertThat(read("CHECK (((state <> 'done'::text) OR (ended IS NOT NULL)))")).isEmpty();
    assertThat(read("CHECK (((kind = 'a'::text) OR (kind = 'b'::text)))"))
        .containsExactly(new Rule.OneOf("kind", List.of("a", "b")));
    assertThat(read("CHECK (((a > 1) OR (b > 1)))"))
        .containsExactly(bound("a", false, "1", null, true));
    assertThat(read("CHECK ((num_nonnulls(mail, phone) = 1))"))
        .containsExactly(new Rule.Empty("phone"));
    assertThat(read("CHECK (((mail IS NULL) <> (phone IS NULL)))"))
        .containsExactly(new Rule.Empty("mail"));
  }

  @Test
  void what_two_numbers_come_to_is_understood() {
    assertThat(read("CHECK ((total = ((quantity)::numeric * unit_price)))"))
        .containsExactly(new Rule.Reckoned("total", "quantity", "*", "unit_price"));
    assertThat(read("CHECK (((net + tax) = gross))"))
        .containsExactly(new Rule.Reckoned("gross", "net", "+", "tax"));
  }

  @Test
  void truth_values_are_understood() {
    assertThat(read("CHECK (active)")).containsExactly(new Rule.OneOf("active", List.of("true")));
    assertThat(read("CHECK ((NOT deleted))"))
        .containsExactly(new Rule.OneOf("deleted", List.of("false")));
    assertThat(read("CHECK (((state = 'done'::text) = (ended IS NOT NULL)))"))
        .containsExactly(new Rule.OneOf("state", List.of("done")));
  }

  @Test
  void what_is_not_understood_is_left_to_postgresql() {
    assertThat(read("CHECK (((a * 2) > 1))")).isEmpty();
    assertThat(read("CHECK ((a OPERATOR(public.@@@) b))")).isEmpty();
    assertThat(read("CHECK (CASE WHEN (a > 1) THEN true ELSE false END)")).isEmpty();
    assertThat(read("CHECK (is_good(a))")).isEmpty();
  }

  private static List<Rule> read(String definition) {
    return new RuleReader(LocalDate.parse("2026-07-15")).read(definition);
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
