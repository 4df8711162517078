package io.nuwa.emergency.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.panel.text.DisplayWidth;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.time.TickedTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LiveTerminalTest {
  private static final String CLEAR = "\r\u001b[K";

  private final TickedTime time = new TickedTime(Recording.START);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private LiveTerminal terminal(boolean animated, int columns, Palette palette) {
    return new LiveTerminal(
        new PrintStream(bytes, true, StandardCharsets.UTF_8),
        new LiveTerminal.Look(animated, columns, DisplayWidth.AMBIGUOUS_NARROW, palette),
        new Narration(Language.ZH, ZoneOffset.UTC),
        time);
  }

  private String written() {
    String text = bytes.toString(StandardCharsets.UTF_8);
    bytes.reset();
    return text;
  }

  @Test
  void redraws_a_bar_in_place_and_clears_it_before_a_line() {
    LiveTerminal terminal = terminal(true, 80, Palette.OFF);
    Recording recording = Recording.toldTo(terminal).record(new Event.StepStarted(Recording.UP, 1));
    written();

    terminal.progress(Recording.UP, "3 of 5 healthy", 0.6);
    assertThat(written())
        .isEqualTo(CLEAR + "B-1/deploy/up [████████████░░░░░░░░] 60% 3 of 5 healthy");

    recording.record(new Event.StepSucceeded(Recording.UP, "up", Map.of(), List.of()));
    assertThat(written()).isEqualTo(CLEAR + "2026-11-22 12:00:03 B-1 部署验证 ✔ deploy/up: up\n");

    recording.record(new Event.RunStopped("done"));
    assertThat(written()).doesNotContain("\u001b", "\r");
  }

  @Test
  void redraws_at_most_ten_times_a_second() {
    LiveTerminal terminal = terminal(true, 80, Palette.OFF);
    Recording.toldTo(terminal);
    written();

    for (int call = 0; call < 1_000; call++) {
      terminal.progress(Recording.UP, "call " + call, call / 1000.0);
      time.tick(Duration.ofMillis(1));
    }

    assertThat(written().split(CLEAR.replace("[", "\\["), -1)).hasSize(1 + 10);
  }

  @Test
  void never_fills_the_last_column_and_draws_no_bar_without_a_fraction() {
    LiveTerminal terminal = terminal(true, 30, Palette.OFF);
    Recording.toldTo(terminal);
    written();

    terminal.progress(Recording.UP, "等待容器健康等待容器健康\n等待容器健康", -1);

    String bar = written().substring(CLEAR.length());
    assertThat(Columns.of(bar, DisplayWidth.AMBIGUOUS_NARROW)).isLessThanOrEqualTo(29);
    assertThat(bar).startsWith("B-1/deploy/up 等待").contains("…").doesNotContain("\n", "[");
  }

  @Test
  void takes_the_bar_away_when_it_is_closed() {
    LiveTerminal terminal = terminal(true, 80, Palette.OFF);
    Recording.toldTo(terminal);
    terminal.progress(Recording.UP, "working", 0.5);
    written();

    terminal.close();
    assertThat(written()).isEqualTo(CLEAR);

    terminal.close();
    assertThat(written()).isEmpty();
  }

  @Test
  void writes_plain_lines_only_off_a_terminal() {
    LiveTerminal terminal = terminal(false, 80, Palette.OFF);
    Recording recording = Recording.toldTo(terminal).record(new Event.StepStarted(Recording.UP, 1));
    for (int second = 0; second < 11; second++) {
      terminal.progress(Recording.UP, "second " + second, 0.5);
      time.tick(Duration.ofSeconds(1));
    }
    recording.record(new Event.StepSucceeded(Recording.UP, "up", Map.of(), List.of()));
    terminal.close();

    String text = written();
    assertThat(text).doesNotContain("\u001b", "\r").endsWith("\n");
    assertThat(text.lines().filter(line -> line.contains("…")))
        .satisfiesExactly(
            line -> assertThat(line).endsWith("50% second 5"),
            line -> assertThat(line).endsWith("50% second 10"));
  }

  @Test
  void colours_a_failure_when_it_is_asked_to() {
    LiveTerminal terminal = terminal(false, 80, Palette.ON);
    Recording recording = Recording.toldTo(terminal);
    written();

    recording.record(new Event.BlockerFailed("B-1", "no remedy is left"));

    assertThat(written()).startsWith("\u001b[31m").endsWith("\u001b[0m\n");
  }
}
