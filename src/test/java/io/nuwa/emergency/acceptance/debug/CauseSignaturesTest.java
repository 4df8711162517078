package io.nuwa.emergency.acceptance.debug;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.failure.KnownSignatures;
import io.nuwa.emergency.failure.Signatures;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the words of a failing case say; ⏎ stands for a line break. */
class CauseSignaturesTest {
  private static final Signatures SIGNATURES = KnownSignatures.of(Findings.SIGNATURES);

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
    assertThat(SIGNATURES.classify("case", lines(text)).kind()).isEqualTo(FailureClass.UNKNOWN);
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
        addresses.named(SIGNATURES.classify("c", "java.net.UnknownHostException: postgres"));
    assertThat(named.details()).containsEntry("service", "postgres");
    Failure foreign =
        addresses.named(SIGNATURES.classify("c", "Connection to 10.0.0.1:5432 refused"));
    assertThat(foreign.details()).doesNotContainKey("service");
  }

  private static String lines(String text) {
    return text.replace('⏎', '\n');
  }

  private static Map<String, String> details(String text) {
    return SIGNATURES.classify("case", text).details();
  }
}
