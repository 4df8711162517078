package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostAnswerTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void an_answer_that_a_file_did_not_take_is_a_fault_of_the_machine() throws Exception {
    assertThat(code(Files.writeString(folder.resolve("answer.json"), "{"))).isEqualTo(4);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("emergency: stdout could not be written")
        .hasLineCount(1);
  }

  @Test
  void a_device_that_is_full_is_one_too() {
    assertThat(code(Path.of("/dev/full"))).isEqualTo(4);
  }

  @Test
  void a_reader_that_went_away_is_no_fault() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(code(pipe)).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private int code(Path stdout) {
    return LostAnswer.code(stdout, new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
