package io.nuwa.emergency.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.run.FailureNote;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecognisedLineTest {

  @Test
  void names_the_line_that_the_signature_fits_and_whose_words_it_is() {
    var seen =
        RecognisedLine.of(note(FailureClass.PORT_IN_USE), "error: x\n" + Cases.BOUND + "\ny");
    assertThat(seen.orElseThrow().line()).isEqualTo(Cases.BOUND);
    assertThat(seen.orElseThrow().source()).isPresent();
  }

  @Test
  void a_signature_of_another_class_does_not_count() {
    var seen = RecognisedLine.of(note(FailureClass.DATA_CONFLICT), Cases.BOUND);
    assertThat(seen.orElseThrow().source()).isEmpty();
  }

  @Test
  void without_a_signature_the_line_with_the_details_speaks() {
    String text = "failed\nduplicate row in orders\nend";
    assertThat(RecognisedLine.of(note(FailureClass.DATA_CONFLICT), text).orElseThrow().line())
        .isEqualTo("duplicate row in orders");
  }

  @Test
  void a_measurement_is_no_text_that_anything_was_recognised_in() {
    String json = "[{\"Log\": \"connect: Connection refused\"}]";
    assertThat(RecognisedLine.of(note(FailureClass.NOT_READY), json)).isEmpty();
    assertThat(RecognisedLine.of(note(FailureClass.NOT_READY), " ")).isEmpty();
    assertThat(RecognisedLine.of(note(FailureClass.UNKNOWN), "all is well")).isEmpty();
  }

  private static FailureNote note(FailureClass kind) {
    return new FailureNote(kind, "summary", Map.of("table", "orders"), Optional.empty());
  }
}
