package io.nuwa.emergency.cli;

/** Starts the program. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    int code = QuickStatus.answer(args, System.out, System.err).orElseGet(() -> run(args));
    System.out.flush();
    System.exit(code);
  }

  private static int run(String[] args) {
    return EmergencyCommand.commandLine(System.out, System.err).execute(args);
  }
}
