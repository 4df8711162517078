package io.nuwa.emergency.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.panel.TerminalFacts.Output;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TerminalFactsTest {

  /** Knows which descriptors are terminals, and counts how often it is asked for columns. */
  private static final class FakeDescriptors implements TerminalFacts.Descriptors {
    private final boolean stdout;
    private final boolean stderr;
    private final OptionalInt columns;
    private int asked;

    private FakeDescriptors(boolean stdout, boolean stderr, OptionalInt columns) {
      this.stdout = stdout;
      this.stderr = stderr;
      this.columns = columns;
    }

    @Override
    public boolean isTerminal(int descriptor) {
      return descriptor == 1 ? stdout : stderr;
    }

    @Override
    public OptionalInt columns(int descriptor) {
      asked++;
      return columns;
    }
  }

  private static FakeDescriptors terminals(boolean stdout, boolean stderr) {
    return new FakeDescriptors(stdout, stderr, OptionalInt.of(132));
  }

  @Test
  void tells_the_two_outputs_apart() {
    var facts = new TerminalFacts(Map.of("TERM", "xterm"), terminals(false, true));

    assertThat(facts.isTerminal(Output.STDOUT)).isFalse();
    assertThat(facts.isTerminal(Output.STDERR)).isTrue();
    assertThat(facts.animated(Output.STDOUT)).isFalse();
    assertThat(facts.animated(Output.STDERR)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // choice, terminal, TERM, NO_COLOR, palette
    "AUTO, true, xterm, , ON",
    "AUTO, true, xterm, '', ON",
    "AUTO, true, xterm, 1, OFF",
    "AUTO, true, xterm, 0, OFF",
    "AUTO, true, dumb, , OFF",
    "AUTO, true, , , OFF",
    "AUTO, false, xterm, , OFF",
    "ALWAYS, false, dumb, 1, ON",
    "NEVER, true, xterm, , OFF",
  })
  void colours_as_choice_terminal_and_environment_say(
      ColourChoice choice, boolean terminal, String kind, String noColor, Palette palette) {
    var environment = new HashMap<String, String>();
    if (kind != null) {
      environment.put("TERM", kind);
    }
    if (noColor != null) {
      environment.put("NO_COLOR", noColor);
    }
    var facts = new TerminalFacts(environment, terminals(terminal, false));

    assertThat(facts.palette(choice, Output.STDOUT)).isEqualTo(palette);
  }

  @Test
  void does_not_redraw_a_dumb_terminal() {
    var facts = new TerminalFacts(Map.of("TERM", "dumb"), terminals(true, true));

    assertThat(facts.animated(Output.STDERR)).isFalse();
  }

  @Test
  void believes_COLUMNS_without_asking_the_terminal() {
    FakeDescriptors descriptors = terminals(true, true);

    assertThat(new TerminalFacts(Map.of("COLUMNS", "100"), descriptors).columns(Output.STDOUT))
        .isEqualTo(100);
    assertThat(descriptors.asked).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-5", "wide", "19", "1001", "99999999999", "８０"})
  void asks_the_terminal_when_COLUMNS_makes_no_sense(String columns) {
    var facts = new TerminalFacts(Map.of("COLUMNS", columns), terminals(true, true));

    assertThat(facts.columns(Output.STDOUT)).isEqualTo(132);
  }

  @Test
  void assumes_80_columns_off_a_terminal_and_starts_nothing_to_find_out() {
    FakeDescriptors descriptors = terminals(false, false);

    assertThat(new TerminalFacts(Map.of(), descriptors).columns(Output.STDOUT)).isEqualTo(80);
    assertThat(descriptors.asked).isZero();
  }

  @Test
  void assumes_80_columns_when_the_terminal_does_not_tell_or_tells_nonsense() {
    var silent = new FakeDescriptors(true, true, OptionalInt.empty());
    var zero = new FakeDescriptors(true, true, OptionalInt.of(0));

    assertThat(new TerminalFacts(Map.of(), silent).columns(Output.STDOUT)).isEqualTo(80);
    assertThat(new TerminalFacts(Map.of(), zero).columns(Output.STDOUT)).isEqualTo(80);
  }

  @Test
  void knows_the_names_of_the_choices() {
    assertThat(ColourChoice.of("always")).contains(ColourChoice.ALWAYS);
    assertThat(ColourChoice.of("never")).contains(ColourChoice.NEVER);
    assertThat(ColourChoice.of("auto")).contains(ColourChoice.AUTO);
    assertThat(ColourChoice.of("sometimes")).isEmpty();
  }
}
