package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.PlanGlance;
import io.nuwa.emergency.control.ReadStatus;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.panel.StatusJson;
import io.nuwa.emergency.time.Time;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Answers {@code status --json} without the command-line library, because scripts and agents ask it
 * often and its loading takes longer than the answer. Any other word, and any fault, is left to the
 * full command, which says the same in the same words.
 */
final class QuickStatus {
  private QuickStatus() {}

  /**
   * The exit code when these arguments were answered; empty when they are not ours.
   *
   * @param program beside which outlines of plans are kept
   */
  static Optional<Integer> answer(
      String[] args, Optional<Path> program, PrintStream out, PrintStream err) {
    Optional<String> home = Optional.empty();
    boolean json = false;
    if (args.length == 0 || !args[0].equals("status")) {
      return Optional.empty();
    }
    for (int i = 1; i < args.length; i++) {
      if (args[i].equals("--json")) {
        json = true;
      } else if (args[i].equals("--home") && i + 1 < args.length) {
        home = Optional.of(args[++i]);
      } else {
        return Optional.empty();
      }
    }
    return json ? answer(home, program, out, err) : Optional.empty();
  }

  private static Optional<Integer> answer(
      Optional<String> home, Optional<Path> program, PrintStream out, PrintStream err) {
    try {
      Workplace workplace = Wiring.workplace(home);
      StatusView view =
          new ReadStatus(workplace, Time.system())
              .read(
                  () ->
                      new PlanGlance(workplace, program)
                          .plan(Optional.empty(), () -> Wiring.catalog(workplace).vocabulary()));
      print(out, StatusJson.render(view));
      for (String warning : view.warnings()) {
        print(err, HarmlessText.signed(warning));
      }
      return Optional.of(ExitCode.DONE.code);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static void print(PrintStream stream, String text) {
    byte[] bytes = (text + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
    stream.write(bytes, 0, bytes.length);
    stream.flush();
  }
}
