package io.nuwa.emergency.drill.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With an engine that is a script. */
class EngineProgramTest {
  @TempDir private Path folder;

  @Test
  void an_image_that_can_be_inspected_is_there() throws Exception {
    assertThat(engine("echo '[{}]'").hasImage("localhost/one")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error: inspecting object: localhost/one: image not known",
        "Error response from daemon: No such image: localhost/one:latest"
      })
  void an_image_is_missing_only_in_the_engines_own_words(String words) throws Exception {
    assertThat(engine("echo '" + words + "' >&2; exit 1").hasImage("localhost/one")).isFalse();
  }

  @Test
  void an_engine_that_fails_otherwise_has_not_said_whether_an_image_is_there() throws Exception {
    EngineProgram engine = engine("echo 'Error: database is locked' >&2; exit 125");
    assertThatThrownBy(() -> engine.hasImage("localhost/one"))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(
            "does not say whether it has image localhost/one", "database is locked");
  }

  private EngineProgram engine(String does) throws IOException {
    Path engine = folder.resolve("engine");
    Files.writeString(engine, "#!/bin/sh\n" + does + "\n");
    Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new EngineProgram(engine.toString(), Map.of());
  }
}
