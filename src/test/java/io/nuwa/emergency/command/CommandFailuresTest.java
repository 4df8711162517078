package io.nuwa.emergency.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandFailuresTest {

  /** Texts as the programs named in the signatures write them. */
  @ParameterizedTest(name = "{2}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | cp: error writing 'x': No space left on device | NO_SPACE",
        "1 | listen tcp4 :8000: bind: address already in use | PORT_IN_USE",
        "1 | OSError: [Errno 98] Address already in use | PORT_IN_USE",
        "6 | curl: (6) Could not resolve host: nowhere | NAME_RESOLUTION",
        "2 | FATAL:  password authentication failed for user \"x\" | AUTHENTICATION",
        "1 | touch: cannot touch '/etc/x': Permission denied | PERMISSION",
        "126 | sh: 1: ./x: Permission denied | PERMISSION",
        "1 | java.lang.OutOfMemoryError: Java heap space | KILLED",
        "137 | '' | KILLED",
        "28 | curl: (28) Connection timed out after 5001 milliseconds | TIMEOUT",
        "124 | '' | TIMEOUT",
        "7 | curl: (7) Failed to connect to localhost port 1: Connection refused | NOT_READY",
        "127 | sh: 1: frob: not found | CONFIGURATION",
        "127 | bash: line 1: frob: command not found | CONFIGURATION",
        "2 | ls: cannot access 'x': No such file or directory | CONFIGURATION",
        "127 | '' | CONFIGURATION",
        "1 | something else | UNKNOWN",
        "1 | '' | UNKNOWN",
      })
  void classifies(int exitCode, String output, FailureClass kind) {
    assertThat(CommandFailures.classify("the command", exitCode, output).kind()).isEqualTo(kind);
  }

  @Test
  void names_the_port_that_is_held() {
    Failure failure =
        CommandFailures.classify("up", 1, "listen tcp4 :8000: bind: address already in use");
    assertThat(failure.details()).containsEntry("port", "8000");
  }

  @Test
  void sums_up_with_the_last_line_of_the_output() {
    assertThat(CommandFailures.classify("./fix 'a b'", 3, "first\nlast words\n\n").summary())
        .isEqualTo("./fix 'a b' ended with 3: last words");
  }
}
