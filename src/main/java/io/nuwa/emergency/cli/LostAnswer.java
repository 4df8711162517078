package io.nuwa.emergency.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is made of an answer that stdout did not take. A reader that went away, as {@code head}
 * does, has all that it wanted; whoever finds half a file must not take it for the whole.
 */
final class LostAnswer {
  private static final Path STDOUT = Path.of("/proc/self/fd/1");

  /** The kinds of files, as the kernel numbers them in a mode. */
  private static final int KIND = 0xF000;

  private static final int PIPE = 0x1000;
  private static final int SOCKET = 0xC000;

  private LostAnswer() {}

  /** The exit code of a command that did all but that; says so on stderr where it is a fault. */
  static int code(PrintStream err) {
    return code(STDOUT, err);
  }

  /**
   * The same.
   *
   * @param stdout where the answer went
   */
  static int code(Path stdout, PrintStream err) {
    if (hasReader(stdout)) {
      return ExitCode.DONE.code;
    }
    err.println(
        HarmlessText.signed(
            "stdout could not be written, so the answer is not whole; make room where it goes, and"
                + " run the same command again"));
    err.flush();
    return ExitCode.ENVIRONMENT.code;
  }

  /** Whether it goes to a program. The words of a fault would depend on the language. */
  private static boolean hasReader(Path stdout) {
    try {
      int kind = ((Number) Files.getAttribute(stdout, "unix:mode")).intValue() & KIND;
      return kind == PIPE || kind == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
      return false;
    }
  }
}
