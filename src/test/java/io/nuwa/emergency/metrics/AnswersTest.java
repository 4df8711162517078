package io.nuwa.emergency.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private final List<String> notices = new ArrayList<>();
  private final AtomicInteger brokenOff = new AtomicInteger();
  private final Answers answers =
      new Answers(Samples::page, () -> new Health(true, "well"), notices::add);

  /** Somebody must not take the first half for all there is. */
  @Test
  void a_page_that_cannot_be_written_to_its_end_breaks_off_and_is_told_once() throws IOException {
    for (int i = 0; i < 3; i++) {
      assertThatIOException().isThrownBy(() -> asked().getEntity().writeTo(fails(1_000)));
    }
    assertThat(brokenOff).hasValue(3);
    assertThat(notices).singleElement().asString().contains("no more than 1000");

    var whole = new ByteArrayOutputStream();
    asked().getEntity().writeTo(whole);
    assertThat(whole.toString(java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(Samples.page().text());
    assertThat(brokenOff).hasValue(3);
    assertThatIOException().isThrownBy(() -> asked().getEntity().writeTo(fails(2_000)));
    assertThat(notices).hasSize(2).last().asString().contains("no more than 2000");
  }

  @Test
  void says_that_a_connection_ends_with_its_answer() throws Exception {
    assertThat(asked().getHeader("Connection").getValue()).isEqualTo("close");
  }

  private ClassicHttpResponse asked() {
    return answers.to(new BasicClassicHttpRequest("GET", "/metrics"), brokenOff::incrementAndGet);
  }

  private static OutputStream fails(int after) {
    return new OutputStream() {
      private int left = after;

      @Override
      public void write(int b) {
        if (left-- == 0) {
          throw new IllegalStateException("no more than " + after);
        }
      }
    };
  }
}
