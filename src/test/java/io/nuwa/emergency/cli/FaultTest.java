package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.memory.RunLock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The one table from what went wrong to exit code and message. */
class FaultTest {
  private static final Path JOURNAL = Path.of("/home/x/promptx/memory/journal.jsonl");

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(new Fault.UsageException("wrong word"), 2, "wrong word"),
        Arguments.of(new InvalidPathException("a\0b", "Nul character"), 2, "no name of a file"),
        Arguments.of(memory(new AccessDeniedException("x")), 4, "--home"),
        Arguments.of(memory(new IOException("No space left on device")), 4, "make room"),
        Arguments.of(memory(new IOException("Disk quota exceeded")), 4, "make room"),
        Arguments.of(
            new RunLock.HeldException(RunLock.Kind.RUN, JOURNAL, Optional.empty()),
            5,
            "wait for it"),
        Arguments.of(new InterruptedException(), 130, "to go on"),
        Arguments.of(new OutOfMemoryError("unable to create native thread"), 4, "ulimit"),
        Arguments.of(new StackOverflowError(), 70, "--debug"),
        Arguments.of(new IllegalStateException("odd"), 70, "odd"));
  }

  private static MemoryException memory(IOException cause) {
    return new MemoryException("cannot write the journal", JOURNAL, cause);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void every_fault_has_its_code_and_names_the_next_step(Throwable cause, int code, String next) {
    Fault fault = Fault.of(cause);

    assertThat(fault.code().code).isEqualTo(code);
    assertThat(fault.message()).contains(next);
  }

  @Test
  void a_signal_is_told_without_a_code_that_the_jvm_decides() throws IOException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var cause = new InterruptedException();

    Fault.of(cause).report(cause, true, false, utf8(out), utf8(err));

    String json = out.toString(StandardCharsets.UTF_8);
    assertThat(PublishedSchema.ERROR.problems(json)).isEmpty();
    assertThat(Home.parsed(json)).doesNotContainKey("exitCode");
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("emergency: stopped");
  }

  @Test
  void hostile_text_is_raw_in_json_and_harmless_on_stderr() {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var cause = new Fault.UsageException("no blocker '\u001b[2J\u202E部署'\nsecond  line");

    int code = Fault.of(cause).report(cause, true, false, utf8(out), utf8(err));

    assertThat(code).isEqualTo(2);
    assertThat(Home.parsed(out.toString(StandardCharsets.UTF_8)))
        .containsEntry("error", cause.getMessage());
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("emergency: no blocker '部署'\nemergency: second line\n");
  }

  private static PrintStream utf8(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
