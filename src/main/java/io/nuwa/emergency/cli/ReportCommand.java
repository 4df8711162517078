package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.CollectReport;
import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.control.VerifyJournal;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.panel.JournalFindings;
import io.nuwa.emergency.panel.Language;
import io.nuwa.emergency.report.page.Links;
import io.nuwa.emergency.report.page.ReportJson;
import io.nuwa.emergency.report.page.ReportMarkdown;
import io.nuwa.emergency.report.page.ReportPage;
import io.nuwa.emergency.report.page.Wording;
import io.nuwa.emergency.report.story.RunStory;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reports on a run, or checks whether its journal is what it was. */
@Command(
    description =
        "Writes what the journal of the run bears out. May be asked at any time, also while a run"
            + " is at work. With --verify it checks the journal itself.")
final class ReportCommand implements Callable<Integer> {
  private static final Pattern OCCASION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

  @Mixin private CommonOptions options;

  @Parameters(
      arity = "0..1",
      paramLabel = "JOURNAL",
      description = "with --verify: a file, or the id of a run that was put away")
  private Optional<String> journal = Optional.empty();

  @Option(
      names = "--verify",
      description = "check chain, order and evidence; exit 3 names the first bad line")
  private boolean verify;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "json, md or html (default: by the name of the file, else md)")
  private Optional<Format> format = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "write it there, in one go (default: to stdout)")
  private Optional<String> output = Optional.empty();

  @Option(
      names = "--pictures",
      description =
          "photograph the pages of the plan into logs/screenshots; exit 4 when one was not")
  private boolean pictures;

  @Option(
      names = "--occasion",
      hidden = true,
      description = "what the pictures are taken for; stands in their names")
  private String occasion = "by-hand";

  @Mixin private PlanOption plan;

  @Mixin private JsonOption json;

  @Spec private CommandSpec spec;

  /** What a report is written as. */
  enum Format {
    JSON,
    MD,
    HTML
  }

  @Override
  public Integer call() throws InterruptedException {
    if (verify) {
      return verify();
    }
    if (journal.isPresent()) {
      throw new Fault.UsageException(
          "report speaks of the present run; a JOURNAL goes with --verify: 'emergency report"
              + " --verify "
              + journal.get()
              + "'");
    }
    if (json.isAsked()
        && (output.isPresent() || format.filter(f -> f != Format.JSON).isPresent())) {
      throw new Fault.UsageException(
          "--json prints the report as JSON; for a file leave it out: '--format json --output"
              + " FILE'");
    }
    if (pictures) {
      return pictures();
    }
    return report();
  }

  private int pictures() throws InterruptedException {
    if (output.isPresent() || format.isPresent()) {
      throw new Fault.UsageException(
          "--pictures takes pictures and writes no report; leave out --output and --format");
    }
    if (!OCCASION.matcher(occasion).matches()) {
      throw new Fault.UsageException("--occasion must be letters, digits, '.', '_' or '-'");
    }
    return PicturesOfReport.take(
        collected(options.workplace()),
        occasion,
        json.isAsked(),
        spec.commandLine().getOut(),
        spec.commandLine().getErr());
  }

  private ReportCase collected(Workplace workplace) {
    return new CollectReport(workplace)
        .collect(
            Wiring.plan(workplace, Wiring.catalog(workplace), plan.file()),
            Time.system().instant());
  }

  private int report() {
    Workplace workplace = options.workplace();
    RunStory story = RunStory.of(collected(workplace));
    Optional<Path> file = output.map(name -> Path.of(name).toAbsolutePath().normalize());
    Links links = file.map(f -> Links.from(f, workplace.home())).orElseGet(Links::fromHome);
    String text = text(story, links);
    if (file.isEmpty()) {
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
      return ExitCode.DONE.code;
    }
    try {
      AtomicFile.write(file.get(), text);
    } catch (IOException e) {
      throw new MemoryException("cannot write the report to", file.get(), e);
    }
    spec.commandLine().getOut().println("written: " + file.get());
    return ExitCode.DONE.code;
  }

  private String text(RunStory story, Links links) {
    Wording wording = options.language() == Language.ZH ? Wording.ZH : Wording.EN;
    return switch (json.isAsked() ? Format.JSON : format.orElseGet(this::byName)) {
      case JSON -> ReportJson.render(story) + "\n";
      case MD -> ReportMarkdown.render(story, wording, ZoneId.systemDefault(), links);
      case HTML -> ReportPage.render(story, wording, ZoneId.systemDefault(), links);
    };
  }

  private Format byName() {
    String name = output.orElse("").toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      return Format.JSON;
    }
    return name.endsWith(".html") || name.endsWith(".htm") ? Format.HTML : Format.MD;
  }

  private int verify() {
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
