package io.nuwa.emergency.cli;

import io.nuwa.emergency.web.WebClients;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Starts the program. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Optional<Integer> quick = glance(args, Wiring.program(), System.out, System.err);
    if (quick.isPresent() && quick.get() == ExitCode.DONE.code && !System.out.checkError()) {
      // Not System.exit, which looks for a logger to tell it to: 10 ms. Nothing else runs here.
      return;
    }
    int code = quick.isPresent() ? quick.get() : run(args, utf8(System.out), utf8(System.err));
    boolean lost = code == ExitCode.DONE.code && System.out.checkError();
    System.exit(lost ? LostAnswer.code(System.err) : code);
  }

  /**
   * The short way, where there is one. The small AOT caches learn from here, so that they hold this
   * class too: for a single one that they lack, the JVM lists all entries of the JAR.
   *
   * @param program beside which outlines of plans are kept
   */
  static Optional<Integer> glance(
      String[] args, Optional<Path> program, PrintStream out, PrintStream err) {
    return QuickStatus.answer(args, program, out, err);
  }

  /** A signal waits until the answer is written: it must not cut off the one JSON document. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    WebClients.letHostsBeNamed();
    try (var _ = OrderlyStop.ofThisThread()) {
      return EmergencyCommand.run(args, out, err);
    } catch (Error e) {
      List<String> words = List.of(args);
      return Fault.of(e).report(e, words.contains("--json"), words.contains("--debug"), out, err);
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** JSON is UTF-8 and names are Chinese, also where a cron job runs without a locale. */
  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }
}
