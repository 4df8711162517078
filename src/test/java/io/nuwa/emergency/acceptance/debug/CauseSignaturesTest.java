package io.nuwa.emergency.acceptance.debug;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts as the programs wrote them; ⏎ stands for a line break. */
class CauseSignaturesTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // The suite against a stack without a table, a column, last year's orders.
        "SCHEMA_MISMATCH | ERROR: relation \"order_items\" does not exist⏎  Position: 37",
        "SCHEMA_MISMATCH | ERROR: column \"total_amount\" does not exist⏎  Position: 18",
        "SCHEMA_MISMATCH | ERROR:  column \"nope\" of relation \"orders\" does not exist",
        "TEST_DATA | [rows in the database without which this case proves nothing: SELECT count(*)"
            + " FROM orders] ⏎Expecting actual:⏎  0L⏎to be greater than:⏎  0L⏎",
        "TEST_DATA | ERROR:  insert or update on table \"orders\" violates foreign key constraint"
            + " \"orders_customer_id_fkey\"⏎DETAIL:  Key (customer_id)=(999999999) is not present"
            + " in table \"customers\".",
        "TEST_DATA | expected 5 rows but found 0",
        "TEST_DATA | sql: no rows in result set",
        "TEST_DATA | Incorrect result size: expected 1, actual 0",
        // The API stopped, the database stopped, both while the suite ran.
        "NOT_READY | http://127.0.0.1:15710 does not answer: java.net.ConnectException",
        "NOT_READY | http://127.0.0.1:15710 does not answer: java.io.IOException: HTTP/1.1 header"
            + " parser received no bytes",
        "NOT_READY | text2sql: http://127.0.0.1:15710/health does not answer 200",
        "NOT_READY | Connection to 127.0.0.1:15711 refused. Check that the hostname and port are"
            + " correct and that the postmaster is accepting TCP/IP connections.",
        "NOT_READY | [status of {\"error\":\"database\",\"reason\":\"The connection attempt"
            + " failed.\"}] ⏎expected: 200⏎ but was: 503",
        "NOT_READY | psql: error: connection to server at \"127.0.0.1\", port 1 failed: Connection"
            + " refused",
        "NOT_READY | curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect"
            + " to server",
        "NOT_READY | <urlopen error [Errno 111] Connection refused>",
        "NOT_READY | java.net.ConnectException: Connection refused",
        "NOT_READY | connect ECONNREFUSED 127.0.0.1:5432",
        "NOT_READY | dial tcp 127.0.0.1:5432: connect: connection refused",
        "NOT_READY | HTTP/1.1 502 Bad Gateway",
        "AUTHENTICATION | psql: error: connection to server at \"127.0.0.1\", port 15711 failed:"
            + " FATAL:  password authentication failed for user \"text2sql\"",
        "AUTHENTICATION | expected: 200⏎ but was: 403",
        "AUTHENTICATION | HTTP/1.1 401 Unauthorized",
        "NAME_RESOLUTION | psql: error: could not translate host name \"nowhere.invalid\" to"
            + " address: Name or service not known",
        "NAME_RESOLUTION | java.net.UnknownHostException: nowhere.invalid",
        "NAME_RESOLUTION | curl: (6) Could not resolve host: nowhere.invalid",
        "NAME_RESOLUTION | getaddrinfo ENOTFOUND nowhere.invalid",
        "NAME_RESOLUTION | <urlopen error [Errno -2] Name or service not known>",
        "SCHEMA_MISMATCH | sqlite3.OperationalError: no such table: orders",
        "SCHEMA_MISMATCH | sqlite3.OperationalError: no such column: x",
        "TIMEOUT | java.net.http.HttpTimeoutException: request timed out",
        "TIMEOUT | ERROR:  canceling statement due to statement timeout",
        "TIMEOUT | curl: (28) Connection timed out after 1 milliseconds",
        "NO_SPACE | write error: No space left on device",
      })
  void recognises(FailureClass kind, String text) {
    assertThat(CauseSignatures.classify("case", lines(text)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[status of {\"sql\":\"DROP TABLE customers\"}] ⏎expected: 403⏎ but was: 200",
        "[rows of {\"sql\":\"SELECT 1\"}] ⏎expected: [[1]]⏎ but was: [[2]]",
        "expected: 503⏎ but was: 200",
        "[rows of orders] ⏎Expecting actual:⏎  7L⏎to be greater than:⏎  9L",
        "java.lang.NullPointerException: Cannot invoke \"String.length()\"",
        "[error rate; statuses [422, 200]] ⏎Expecting actual:⏎  0.4⏎to be less than:⏎  0.01 ",
      })
  void what_the_product_got_wrong_has_no_cause_outside(String text) {
    assertThat(CauseSignatures.classify("case", lines(text)).kind())
        .isEqualTo(FailureClass.UNKNOWN);
  }

  @Test
  void brings_what_a_remedy_must_know() {
    assertThat(details("relation \"public.orders\" does not exist"))
        .isEqualTo(Map.of("table", "public.orders"));
    assertThat(details("column \"nope\" of relation \"orders\" does not exist"))
        .isEqualTo(Map.of("table", "orders", "column", "nope"));
    assertThat(details("Connection to 127.0.0.1:15711 refused. Check"))
        .containsEntry("port", "15711");
    assertThat(details("https://api.example:8443/v1/x does not answer"))
        .containsEntry("port", "8443");
    assertThat(details("java.net.UnknownHostException: postgres"))
        .isEqualTo(Map.of("host", "postgres"));
    assertThat(details("Key (a)=(1) is not present in table \"customers\"."))
        .isEqualTo(Map.of("table", "customers"));
  }

  @Test
  void a_host_name_that_is_a_service_names_it() {
    var addresses =
        new ServiceAddresses(java.util.List.of("api", "postgres"), Map.of("8000", "api"));
    Failure named =
        addresses.named(CauseSignatures.classify("c", "java.net.UnknownHostException: postgres"));
    assertThat(named.details()).containsEntry("service", "postgres");
    Failure foreign =
        addresses.named(CauseSignatures.classify("c", "Connection to 10.0.0.1:5432 refused"));
    assertThat(foreign.details()).doesNotContainKey("service");
  }

  private static String lines(String text) {
    return text.replace('⏎', '\n');
  }

  private static Map<String, String> details(String text) {
    return CauseSignatures.classify("case", text).details();
  }
}
