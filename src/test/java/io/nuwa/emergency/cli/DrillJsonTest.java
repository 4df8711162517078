package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nuwa.emergency.drill.report.DrillJson;
import io.nuwa.emergency.drill.report.DrillReport;
import io.nuwa.emergency.drill.report.DrillRow;
import io.nuwa.emergency.failure.FailureClass;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Follows the published schema, whatever came of the faults. */
class DrillJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DrillRow wrong =
      new DrillRow(
          "rows-deleted",
          "rows \"are\" gone",
          Optional.of(FailureClass.DATA_CONFLICT),
          List.of(FailureClass.DATA_CONFLICT, FailureClass.TEST_FAILURE),
          List.of("clean-own-rows"),
          List.of("SchemaSage"),
          Optional.of(Duration.ofMillis(1_250)),
          Optional.empty(),
          DrillRow.Verdict.WRONG,
          1,
          List.of("said green while broken"));

  @Test
  void says_what_was_measured() throws IOException {
    String text =
        DrillJson.of(
            new DrillReport(
                DrillReport.Driver.DAEMON,
                240,
                Optional.empty(),
                Duration.ofSeconds(90),
                "/home",
                List.of(wrong, DrillRow.skipped("disk-full", "no room", "not root"))));
    assertThat(PublishedSchema.DRILL.problems(text)).isEmpty();
    JsonNode report = JSON.readTree(text);
    assertThat(report.path("allRight").asBoolean(true)).isFalse();
    assertThat(report.path("driver").asText()).isEqualTo("daemon");
    assertThat(report.path("falseGreens").asInt()).isEqualTo(1);
    assertThat(report.at("/noticed/worstSeconds").asDouble()).isEqualTo(1.25);
    assertThat(report.path("green").isEmpty()).as("never green").isTrue();
    assertThat(report.path("seed").isMissingNode()).isTrue();
    JsonNode row = report.path("faults").get(0);
    assertThat(row.path("recognised").asText()).isEqualTo("data-conflict");
    assertThat(row.path("greenSeconds").isMissingNode()).isTrue();
    assertThat(report.path("faults").get(1).path("verdict").asText()).isEqualTo("skipped");
  }
}
