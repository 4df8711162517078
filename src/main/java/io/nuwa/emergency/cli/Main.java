package io.nuwa.emergency.cli;

import java.util.Optional;

/** Starts the program. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Optional<Integer> quick = QuickStatus.answer(args, System.out, System.err);
    if (quick.isPresent() && quick.get() == ExitCode.DONE.code) {
      // Not System.exit, which looks for a logger to tell it to: 10 ms. Nothing else runs here.
      return;
    }
    int code = quick.orElseGet(() -> run(args));
    System.out.flush();
    System.exit(code);
  }

  private static int run(String[] args) {
    return EmergencyCommand.commandLine(System.out, System.err).execute(args);
  }
}
