package io.nuwa.emergency.panel;

import io.nuwa.emergency.panel.Palette.Colour;
import io.nuwa.emergency.panel.text.DisplayWidth;
import io.nuwa.emergency.panel.text.PlainLine;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.GuardAct;
import io.nuwa.emergency.run.RiskStanding;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.run.Verdict;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tells a run while it runs. On a terminal, below the narrated lines stands a bar that is redrawn
 * in place; elsewhere there are plain lines only, without a single control character.
 */
public final class LiveTerminal implements RunObserver, AutoCloseable {
  private static final Duration REDRAW_EVERY = Duration.ofMillis(100);
  private static final Duration PLAIN_PROGRESS_EVERY = Duration.ofSeconds(5);
  private static final int BAR = 20;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream output;
  private final Look look;
  private final Narration narration;
  private final InstantSource time;
  private final ProgressPace pace = new ProgressPace(PLAIN_PROGRESS_EVERY);

  private Optional<RunState> latest = Optional.empty();
  private Optional<Instant> drawnAt = Optional.empty();
  private boolean barShown;

  /**
   * How it looks.
   *
   * @param animated whether the output is a terminal whose last line may be redrawn
   * @param columns of the terminal
   * @param width how ambiguous characters are counted
   * @param palette whether lines are coloured
   */
  public record Look(boolean animated, int columns, DisplayWidth width, Palette palette) {

    /** For a file or a pipe. */
    public static Look plain() {
      return new Look(false, 80, DisplayWidth.AMBIGUOUS_NARROW, Palette.OFF);
    }
  }

  /**
   * Writes nothing yet.
   *
   * @param output standard error, as UTF-8
   * @param time paces redraws
   */
  public LiveTerminal(PrintStream output, Look look, Narration narration, InstantSource time) {
    this.output = output;
    this.look = look;
    this.narration = narration;
    this.time = time;
  }

  @Override
  public synchronized void recorded(Entry entry, RunState state) {
    latest = Optional.of(state);
    pace.recorded(entry.event(), time.instant());
    String line = look.palette().paint(colour(entry.event()), narration.line(entry, state));
    // One write for both, so that the bar does not flicker and lines do not mix.
    byte[] bytes = ((barShown ? CLEAR : "") + line + "\n").getBytes(output.charset());
    output.write(bytes, 0, bytes.length);
    output.flush();
    barShown = false;
  }

  @Override
  public synchronized void progress(StepKey step, String what, double fraction) {
    Instant now = time.instant();
    if (look.animated()) {
      redraw(step, what, fraction, now);
    } else if (pace.due(step, now)) {
      output.print(narration.progress(now, latest, step, what, fraction) + "\n");
      output.flush();
    }
  }

  /** Takes the bar away, so that the shell's prompt or an error has a line of its own. */
  @Override
  public synchronized void close() {
    if (barShown) {
      output.print(CLEAR);
      output.flush();
      barShown = false;
    }
  }

  private void redraw(StepKey step, String what, double fraction, Instant now) {
    boolean due =
        drawnAt.map(at -> now.isBefore(at) || !now.isBefore(at.plus(REDRAW_EVERY))).orElse(true);
    if (!due) {
      return;
    }
    drawnAt = Optional.of(now);
    output.print(CLEAR + bar(step, what, fraction));
    output.flush();
    barShown = true;
  }

  /** The last column stays free: a full line would wrap and could not be taken back. */
  private String bar(StepKey step, String what, double fraction) {
    Spans line = Spans.NOTHING.and(PlainLine.of(step.toString()), Colour.BUSY).and(" ");
    if (fraction >= 0) {
      line =
          line.and("[")
              .and(ProgressBar.draw(look.width(), fraction, BAR), Colour.GOOD)
              .and("] " + Numbers.percent(fraction, 1) + "% ");
    }
    line = line.and(PlainLine.of(what));
    int columns = Math.min(look.columns() - 1, line.width(look.width()));
    return line.fit(look.width(), look.palette(), Math.max(0, columns));
  }

  private static Colour colour(Event event) {
    return switch (event) {
      case Event.StepStarted e -> Colour.FAINT;
      case Event.StepSucceeded e -> Colour.PLAIN;
      case Event.StepSkipped e -> Colour.FAINT;
      case Event.StepFailed e -> Colour.BAD;
      case Event.RemedyTried e -> Colour.DOUBTFUL;
      case Event.RemedyJudged e -> e.moved() ? Colour.PLAIN : Colour.DOUBTFUL;
      case Event.DiagnosisTaken e -> Colour.DOUBTFUL;
      case Event.GateMeasured e ->
          e.reading().verdict() == Verdict.PASS
              ? Colour.PLAIN
              : PanelWords.colour(e.reading().verdict());
      case Event.BlockerResolved e -> Colour.GOOD;
      case Event.BlockerReopened e -> Colour.BAD;
      case Event.BlockerFailed e -> Colour.BAD;
      case Event.RoleAssigned e -> Colour.DOUBTFUL;
      case Event.CheckpointReached e -> e.met() ? Colour.GOOD : Colour.DOUBTFUL;
      case Event.RiskJudged e -> e.standing() == RiskStanding.GONE ? Colour.PLAIN : Colour.DOUBTFUL;
      case Event.GuardActed e -> e.what() == GuardAct.RELEASED ? Colour.PLAIN : Colour.DOUBTFUL;
      case Event.DecisionMade e -> PanelWords.colour(e.decision());
      case Event.RunStarted e -> Colour.STRONG;
      case Event.RunResumed e -> Colour.STRONG;
      case Event.PlanAdopted e -> Colour.STRONG;
      case Event.RunStopped e -> Colour.STRONG;
      case Event.RoundStarted e -> Colour.PLAIN;
    };
  }
}
