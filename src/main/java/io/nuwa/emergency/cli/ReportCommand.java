package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.VerifyJournal;
import io.nuwa.emergency.panel.JournalFindings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reports on a run; so far, whether its journal is what it was. */
@Command(
    name = "report",
    description = "Checks the journal of a run and the evidence that it points to.")
final class ReportCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Parameters(
      arity = "0..1",
      paramLabel = "JOURNAL",
      description = "a file, or the id of a run that was put away (default: the present run)")
  private Optional<String> journal = Optional.empty();

  @Option(
      names = "--verify",
      description = "check chain, order and evidence; exit 3 names the first bad line")
  private boolean verify;

  @Mixin private JsonOption json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!verify) {
      throw new Fault.UsageException(
          "report can check a journal so far: 'emergency report --verify [JOURNAL]'");
    }
    VerifyJournal.Findings found = new VerifyJournal(options.workplace()).verify(journal);
    spec.commandLine()
        .getOut()
        .println(
            json.isAsked()
                ? JournalFindings.json(found)
                : JournalFindings.lines(found, options.language()));
    return found.isSound() ? ExitCode.DONE.code : ExitCode.INVALID_FILE.code;
  }
}
