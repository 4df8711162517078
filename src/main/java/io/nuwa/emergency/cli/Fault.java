package io.nuwa.emergency.cli;

import io.nuwa.emergency.config.InvalidConfigurationException;
import io.nuwa.emergency.control.InitPlan;
import io.nuwa.emergency.control.Looks;
import io.nuwa.emergency.control.OtherPlanException;
import io.nuwa.emergency.control.PlanLoader;
import io.nuwa.emergency.control.ReadStatus;
import io.nuwa.emergency.control.VerifyJournal;
import io.nuwa.emergency.drill.ground.DrillLock;
import io.nuwa.emergency.drill.ground.RefusedException;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.memory.RunLock;
import io.nuwa.emergency.monitor.ReplacedException;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.report.guide.GuideFile;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.InvalidPathException;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * What went wrong with a command, as its user sees it.
 *
 * @param code how the process ends
 * @param message names the thing and the next step
 * @param redaction is applied to whatever is said
 */
record Fault(ExitCode code, String message, Redaction redaction) {

  Fault(ExitCode code, String message) {
    this(code, message, Redaction.BY_SHAPE);
  }

  /** The same fault, said without these secrets. */
  Fault hiding(Redaction secrets) {
    return new Fault(code, message, secrets);
  }

  /** A word on the command line is wrong. */
  static final class UsageException extends RuntimeException {
    UsageException(String message) {
      super(message);
    }
  }

  /** The one table from exceptions to exit codes. */
  static Fault of(Throwable cause) {
    return switch (cause) {
      case UsageException e -> new Fault(ExitCode.USAGE, e.getMessage());
      case InvalidConfigurationException e ->
          new Fault(
              ExitCode.INVALID_FILE,
              e.getMessage()
                  + "\n"
                  + (e.problems().size() == 1 ? "1 problem" : e.problems().size() + " problems")
                  + "; nothing was started");
      case InitPlan.PlanExistsException e -> new Fault(ExitCode.USAGE, e.getMessage());
      case OtherPlanException e -> new Fault(ExitCode.INVALID_FILE, e.getMessage());
      case PlanLoader.MissingPlanException e -> new Fault(ExitCode.INVALID_FILE, e.getMessage());
      case VerifyJournal.MissingJournalException e ->
          new Fault(ExitCode.INVALID_FILE, e.getMessage());
      case ReadStatus.UnreadableStateException e ->
          new Fault(ExitCode.INVALID_FILE, e.getMessage());
      case InvalidPathException e ->
          new Fault(
              ExitCode.USAGE,
              "'"
                  + e.getInput()
                  + "' is no name of a file: "
                  + e.getReason()
                  + NamesOfFiles.hint());
      case GuideFile.BrokenMarkersException e -> new Fault(ExitCode.INVALID_FILE, e.getMessage());
      case Looks.LostException e -> new Fault(ExitCode.ENVIRONMENT, e.getMessage());
      case MemoryException e -> new Fault(ExitCode.ENVIRONMENT, e.getMessage());
      case RefusedException e -> new Fault(ExitCode.ENVIRONMENT, e.getMessage());
      case DrillLock.HeldException e -> new Fault(ExitCode.LOCKED, e.getMessage());
      case RunLock.HeldException e -> new Fault(ExitCode.LOCKED, e.getMessage());
      case Looks.BusyException e -> new Fault(ExitCode.LOCKED, e.getMessage());
      case ReplacedException e -> new Fault(ExitCode.NOT_RESOLVED, e.getMessage());
      case InterruptedException e ->
          new Fault(ExitCode.INTERRUPTED, "stopped; run the same command again to go on");
      case OutOfMemoryError e ->
          new Fault(
              ExitCode.ENVIRONMENT,
              "the machine has no memory or thread left for this program ("
                  + e.getMessage()
                  + "): end what fills it, or raise the limits (ulimit -u, -v), and run the same"
                  + " command again");
      default ->
          new Fault(
              ExitCode.CRASH,
              "unexpected fault: " + cause + "; run again with --debug to see where");
    };
  }

  /** Says it on stderr, and on stdout as the one JSON document when that was asked for. */
  int report(Throwable cause, boolean json, boolean debug, PrintStream out, PrintStream err) {
    String said = redaction.hide(message);
    err.println(HarmlessText.signed(said));
    if (debug) {
      var trace = new StringWriter();
      cause.printStackTrace(new PrintWriter(trace, true));
      err.print(redaction.hide(trace.toString()));
    }
    if (json) {
      var fields = new LinkedHashMap<String, Object>();
      fields.put("schemaVersion", 1);
      fields.put("error", said);
      // After a signal it is the JVM that ends the process, with 128 and the signal's number.
      fields.put(
          "exitCode", code == ExitCode.INTERRUPTED ? Optional.empty() : Optional.of(code.code));
      out.println(JsonText.pretty(fields));
    }
    return code.code;
  }
}
