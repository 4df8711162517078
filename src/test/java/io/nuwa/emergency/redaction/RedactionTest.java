package io.nuwa.emergency.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  /** Each line: what stands there, and what may be left of it. The value is always hunter-Zwei9. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "PASSWORD=hunter-Zwei9 next | PASSWORD=*** next",
        "PGPASSWORD='hunter-Zwei9 two' psql | PGPASSWORD='***' psql",
        "export DB_PASS=\"hunter-Zwei9\" | export DB_PASS=\"***\"",
        "password: hunter-Zwei9 and more | password: ***",
        "\"POSTGRES_PASSWORD\": \"hunter-Zwei9\", \"a\": 1 | \"POSTGRES_PASSWORD\": \"***\", \"a\":"
            + " 1",
        "{\\\"password\\\":\\\"hunter-Zwei9\\\",\\\"a\\\":1} |"
            + " {\\\"password\\\":\\\"***\\\",\\\"a\\\":1}",
        "Authorization: Bearer hunter-Zwei9 | Authorization: ***",
        "curl -H 'Authorization: Basic aHVudGVyOlp3ZWk=' http://a | curl -H 'Authorization: ***'"
            + " http://a",
        "-> Basic aHVudGVyOlp3ZWk= sent | -> Basic *** sent",
        "-> Bearer hunter-Zwei9-hunter sent | -> Bearer *** sent",
        "postgres://app:hunter-Zwei9@db:5432/x | postgres://app:***@db:5432/x",
        "http://a/b http://u:hunter@Zwei9@c/d | http://a/b http://u:***@c/d",
        "psql --password hunter-Zwei9 -h db | psql --password *** -h db",
        "psql --password=hunter-Zwei9 -h db | psql --password=*** -h db",
        "[\"psql\", \"--db-password\", \"hunter-Zwei9\", \"-h\"] | [\"psql\", \"--db-password\","
            + " \"***\", \"-h\"]",
        "{\"name\": \"DB_PASSWORD\", \"value\": \"hunter-Zwei9\"} | {\"name\": \"DB_PASSWORD\","
            + " \"value\": \"***\"}",
        "host=db password=hunter-Zwei9 user=app | host=db password=*** user=app",
        "jdbc:postgresql://h/d?user=a&password=hunter-Zwei9&ssl=on |"
            + " jdbc:postgresql://h/d?user=a&password=***&ssl=on",
        "ALTER USER app PASSWORD 'hunter-Zwei9'; | ALTER USER app PASSWORD '***';",
        "<password>hunter-Zwei9</password> | <password>***</password>",
        "Access[user=app, password=hunter-Zwei9, port=1] | Access[user=app, password=***, port=1]",
        "curl -u app:hunter-Zwei9 http://a | curl -u app:*** http://a",
        "x-api-key: hunter-Zwei9 | x-api-key: ***",
        "key ghp_0123456789abcdefghij is | key *** is",
      })
  void hides_by_shape_what_nobody_told_it(String text, String expected) {
    assertThat(Redaction.BY_SHAPE.hide(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PWD=/home/app OLDPWD=/",
        "FATAL: password authentication failed for user \"app\"",
        "POSTGRES_PASSWORD_FILE=/run/secrets/pg",
        "password: ${secret.POSTGRES_PASSWORD}",
        "\"password\": null, \"tokens\": 100",
        "docker run --user 1000:1000 -u 0:0 image",
        "http://localhost:9090/api/v1/query?query=up",
        "git clone ssh://git@host/repo",
        "basic authentication is off; bearer authentication too",
        "0.0.0.0:8000->8000/tcp, 127.0.0.1:5432->5432/tcp",
        "2026-01-01T00:00:00Z 12:30:15 b-1/gate: 4 of 5 healthy",
        "password=",
        "password: \"\"",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
      })
  void leaves_alone_what_only_sounds_like_a_secret(String text) {
    assertThat(Redaction.BY_SHAPE.hide(text)).isEqualTo(text);
  }

  @Test
  void hides_the_body_of_a_private_key_also_when_its_end_is_cut_off() {
    String key = "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nAAAA\n";
    assertThat(Redaction.BY_SHAPE.hide(key + "-----END RSA PRIVATE KEY-----\nb"))
        .isEqualTo("a\n-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----\nb");
    assertThat(Redaction.BY_SHAPE.hide(key)).isEqualTo("a\n-----BEGIN RSA PRIVATE KEY-----***");
  }

  @Test
  void hides_known_secrets_in_every_encoding_at_every_place() {
    var random = new Random(20260105);
    for (int round = 0; round < 3000; round++) {
      String secret = Encodings.secret(random);
      Redaction redaction = Redaction.of(List.of("another-one", secret));
      for (Encodings.Encoding encoding : Encodings.ALL) {
        String written = encoding.write(secret, random);
        String text = Encodings.surroundings(random) + written + Encodings.surroundings(random);
        assertThat(redaction.hideKnown(text))
            .as("%s of '%s' in round %d: %s", encoding.name(), secret, round, text)
            .contains("***")
            .doesNotContain(secret)
            .doesNotContain(written);
      }
    }
  }

  @Test
  void hiding_twice_changes_nothing_more() {
    var random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      String secret = Encodings.secret(random);
      Redaction redaction = Redaction.of(List.of(secret));
      String text =
          "password: "
              + secret
              + "\n\"token\": \""
              + secret
              + "x\"\nhttp://u:"
              + secret
              + "@h/"
              + Encodings.surroundings(random)
              + " --password "
              + secret
              + "' y\"z";
      String once = redaction.hide(text);
      assertThat(redaction.hide(once)).as("round %d of '%s'", round, secret).isEqualTo(once);
    }
  }

  @Test
  void does_not_blank_out_a_text_for_a_short_or_everyday_value() {
    Redaction redaction = Redaction.of(List.of("a", "abc", "true", "info", "", "   "));
    String text = "abc: level=info true a";
    assertThat(redaction.hide(text)).isEqualTo(text);
    assertThat(redaction.hide("PASSWORD=abc")).isEqualTo("PASSWORD=***");
  }

  @Test
  void hides_a_number_only_where_it_stands_alone() {
    Redaction redaction = Redaction.of(List.of("4711"));
    assertThat(redaction.hide("pin 4711, pid 1471199")).isEqualTo("pin ***, pid 1471199");
  }

  @Test
  void hides_the_longer_of_two_secrets_that_begin_alike() {
    Redaction redaction = Redaction.of(List.of("hunter", "hunter-two"));
    assertThat(redaction.hide("hunter-two hunter-three")).isEqualTo("*** ***-three");
  }

  @Test
  @Timeout(20)
  void is_done_soon_with_texts_that_were_made_to_keep_it_busy() {
    Redaction redaction =
        Redaction.of(List.of("\\\\x\\", "%25%25%25", "&amp;", "AAAAAAAAAAAA", "''''"));
    for (String unit :
        List.of("\\", "%25", "&amp;", "A", "'", "\"", "password", " ", "=", "A\n", "://", "-")) {
      String text = unit.repeat(1_000_000 / unit.length());
      long before = System.nanoTime();
      redaction.hide(text);
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .as(unit)
          .isLessThan(Duration.ofSeconds(3));
    }
  }
}
