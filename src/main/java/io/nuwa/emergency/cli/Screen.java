package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.panel.DoctorReport;
import io.nuwa.emergency.panel.LiveTerminal;
import io.nuwa.emergency.panel.Narration;
import io.nuwa.emergency.panel.StatusPanel;
import io.nuwa.emergency.panel.TerminalFacts;
import io.nuwa.emergency.panel.TerminalFacts.Output;
import io.nuwa.emergency.panel.text.DisplayWidth;
import io.nuwa.emergency.time.Time;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

/** How people see a command: the panel on stdout, the live log on stderr. */
final class Screen {
  private final CommonOptions options;
  private final TerminalFacts facts = TerminalFacts.of(System.getenv());

  Screen(CommonOptions options) {
    this.options = options;
  }

  String panel(StatusView view) {
    return new StatusPanel(
            options.language(),
            ZoneId.systemDefault(),
            facts.columns(Output.STDOUT),
            DisplayWidth.AMBIGUOUS_NARROW,
            facts.palette(options.colour(), Output.STDOUT))
        .render(view);
  }

  DoctorReport doctor() {
    return new DoctorReport(options.language(), facts.palette(options.colour(), Output.STDOUT));
  }

  Narration narration() {
    return new Narration(options.language(), ZoneId.systemDefault());
  }

  LiveTerminal live(Time time) {
    var look =
        facts.animated(Output.STDERR)
            ? new LiveTerminal.Look(
                true,
                facts.columns(Output.STDERR),
                DisplayWidth.AMBIGUOUS_NARROW,
                facts.palette(options.colour(), Output.STDERR))
            : LiveTerminal.Look.plain();
    return new LiveTerminal(
        new PrintStream(System.err, true, StandardCharsets.UTF_8), look, narration(), time);
  }

  boolean animatesStdout() {
    return facts.animated(Output.STDOUT);
  }
}
