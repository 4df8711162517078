package io.nuwa.emergency.observe.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void reads_the_raw_samples_of_a_range() throws IOException {
    Series series =
        read("""
        {"resultType":"matrix","result":[{"metric":{"__name__":"up","job":"mcp-exporter",
        "instance":"127.0.0.1:39101"},"values":[[1795341856.080,"1"],[1795341857.08,"0"]]}]}\
        """)
            .getFirst();
    assertThat(series.readable())
        .isEqualTo("up{instance=\"127.0.0.1:39101\",job=\"mcp-exporter\"}");
    assertThat(series.samples())
        .containsExactly(
            new Series.Sample(Instant.ofEpochMilli(1795341856080L), 1),
            new Series.Sample(Instant.ofEpochMilli(1795341857080L), 0));
  }

  @Test
  void reads_scalars_and_infinities() throws IOException {
    assertThat(read("{\"resultType\":\"scalar\",\"result\":[1795341860.867,\"+Inf\"]}"))
        .singleElement()
        .satisfies(
            series ->
                assertThat(series.samples().getFirst().value())
                    .isEqualTo(Double.POSITIVE_INFINITY));
  }

  @Test
  void an_empty_vector_has_no_series() throws IOException {
    assertThat(read("{\"resultType\":\"vector\",\"result\":[]}")).isEmpty();
  }

  private static List<Series> read(String data) throws IOException {
    return Series.read(JSON.readTree(data));
  }
}
