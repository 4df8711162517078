package io.nuwa.emergency.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessDescriptorsTest {
  @TempDir private Path folder;

  /** Else JUnit warns of each link that leads out of its folder. */
  @AfterEach
  void removeLinks() throws IOException {
    Files.deleteIfExists(folder.resolve("1"));
    Files.deleteIfExists(folder.resolve("2"));
  }

  /** Answers for {@code stty} and {@code test}, and remembers what it was asked. */
  private static final class FakePrograms implements ProcessDescriptors.Programs {
    private final List<String> started = new ArrayList<>();
    private final Optional<String> answer;

    private FakePrograms(Optional<String> answer) {
      this.answer = answer;
    }

    @Override
    public boolean succeeds(List<String> command) {
      started.add(String.join(" ", command));
      return answer.isPresent();
    }

    @Override
    public Optional<String> output(List<String> command, File input) {
      started.add(String.join(" ", command) + " < " + input);
      return answer;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/dev/pts/3, true",
    "/dev/tty1, true",
    "/dev/ttyS0, true",
    "/dev/tty, true",
    "/dev/console, true",
    "pipe:[12345], false",
    "socket:[12345], false",
    "/dev/null, false",
    "/tmp/log.txt, false",
    "/home/me/dev/pts/3, false",
  })
  void reads_the_link_of_a_descriptor_and_starts_no_program(String target, boolean terminal)
      throws IOException {
    Files.createSymbolicLink(folder.resolve("1"), Path.of(target));
    var programs = new FakePrograms(Optional.empty());

    assertThat(new ProcessDescriptors(folder, programs).isTerminal(1)).isEqualTo(terminal);
    assertThat(programs.started).isEmpty();
  }

  @Test
  void takes_a_closed_descriptor_for_no_terminal() {
    var descriptors = new ProcessDescriptors(folder, new FakePrograms(Optional.empty()));

    assertThat(descriptors.isTerminal(2)).isFalse();
  }

  @Test
  void asks_test_t_where_there_are_no_links() {
    var programs = new FakePrograms(Optional.of(""));

    assertThat(new ProcessDescriptors(folder.resolve("none"), programs).isTerminal(2)).isTrue();
    assertThat(programs.started).containsExactly("sh -c test -t 2");
  }

  @Test
  void asks_stty_for_the_columns_of_the_very_terminal() throws IOException {
    Files.createSymbolicLink(folder.resolve("2"), Path.of("/dev/pts/3"));
    var programs = new FakePrograms(Optional.of("24 132\n"));

    assertThat(new ProcessDescriptors(folder, programs).columns(2)).hasValue(132);
    assertThat(programs.started).containsExactly("stty size < /dev/pts/3");
  }

  @Test
  void knows_no_columns_when_stty_fails_or_says_something_else() throws IOException {
    Files.createSymbolicLink(folder.resolve("2"), Path.of("/dev/pts/3"));

    assertThat(new ProcessDescriptors(folder, new FakePrograms(Optional.empty())).columns(2))
        .isEmpty();
    assertThat(new ProcessDescriptors(folder, new FakePrograms(Optional.of("what?"))).columns(2))
        .isEmpty();
  }

  @Test
  void runs_real_programs_and_survives_their_absence() {
    var programs = new SystemPrograms();

    assertThat(programs.output(List.of("cat"), new File("/proc/self/comm"))).isPresent();
    assertThat(programs.output(List.of("false"), new File("/dev/null"))).isEmpty();
    assertThat(programs.output(List.of("no-such-program"), new File("/dev/null"))).isEmpty();
    assertThat(programs.output(List.of("cat"), new File("/no/such/input"))).isEmpty();
    assertThat(programs.succeeds(List.of("true"))).isTrue();
    assertThat(programs.succeeds(List.of("false"))).isFalse();
  }
}
