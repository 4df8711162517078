package io.nuwa.emergency.drill.ground;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComposeCopyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String shipped;

  ComposeCopyTest() throws IOException {
    shipped = Files.readString(Path.of("stack/compose.yaml"));
  }

  @Test
  void everything_that_it_makes_bears_the_label() throws IOException {
    JsonNode copy = JSON.readTree(made().text());
    for (String kind : new String[] {"services", "networks", "volumes"}) {
      assertThat(copy.path(kind).size()).as(kind).isPositive();
      for (JsonNode thing : copy.path(kind)) {
        assertThat(thing.path("labels").path("drill").asText()).isEqualTo("/home/drill");
      }
    }
    assertThat(copy.path("services").size()).isEqualTo(6);
    assertThat(copy.path("volumes").size()).isEqualTo(2);
  }

  @Test
  void only_the_scratch_image_has_another_name() throws IOException {
    JsonNode copy = JSON.readTree(made().text());
    assertThat(made().images())
        .containsExactly(Map.entry("alertmanager", "localhost/emergency/alertmanager:dev"));
    assertThat(copy.at("/services/alertmanager/image").asText()).isEqualTo("scratch:drill");
    assertThat(copy.at("/services/postgres/image").asText())
        .isEqualTo("localhost/emergency/postgres:dev");
  }

  @Test
  void the_rest_stays_as_it_was() throws IOException {
    JsonNode copy = JSON.readTree(made().text());
    assertThat(copy.at("/services/text2sql/ports/0").asText())
        .isEqualTo("127.0.0.1:${TEXT2SQL_PORT:-8000}:${TEXT2SQL_PORT:-8000}");
    assertThat(copy.at("/services/postgres/environment/POSTGRES_PASSWORD").asText())
        .isEqualTo("${POSTGRES_PASSWORD}");
    assertThat(copy.at("/services/postgres/stop_grace_period").asText()).isEqualTo("20s");
  }

  private ComposeCopy.Made made() {
    return new ComposeCopy("drill", "/home/drill", Map.of("alertmanager", "scratch:drill"))
        .of("compose.yaml", shipped);
  }
}
