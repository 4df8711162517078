package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.CollectReport;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.panel.Language;
import io.nuwa.emergency.panel.Palette;
import io.nuwa.emergency.panel.StatusPanel;
import io.nuwa.emergency.panel.text.DisplayWidth;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.report.guide.GuideFile;
import io.nuwa.emergency.report.page.Wording;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings the execution guide up to date. */
@Command(
    description =
        "Writes the latest state into the execution guide, between its two markers; what stands"
            + " outside of them is kept as it is. Writes the whole guide from the plan when there"
            + " is none.")
final class GuideCommand implements Callable<Integer> {
  /** A guide is read in a browser as well as in a terminal, whose width nobody knows. */
  private static final int COLUMNS = 80;

  @Mixin private CommonOptions options;

  @Mixin private PlanOption plan;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "the guide (default: emergency-execution-guide.md in promptx/ of the home folder, or in"
              + " scripts/ where ours are)")
  private Optional<String> output = Optional.empty();

  @Option(
      names = "--check",
      description = "write nothing; exit 1 unless the guide shows the present state")
  private boolean check;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Workplace workplace = options.workplace();
    Plan loaded = Wiring.plan(workplace, Wiring.catalog(workplace), plan.file());
    Path file =
        output
            .map(name -> Path.of(name).toAbsolutePath().normalize())
            .orElseGet(() -> GuideFile.in(workplace.home()));
    var guide = new GuideFile(file, GuideCommand::panel);
    var collect = new CollectReport(workplace);
    try {
      return check ? check(guide, collect, loaded) : update(guide, collect, loaded);
    } catch (IOException e) {
      throw new MemoryException("cannot read or write the guide", file, e);
    }
  }

  private int update(GuideFile guide, CollectReport collect, Plan loaded) throws IOException {
    Instant now = Time.system().instant().truncatedTo(ChronoUnit.SECONDS);
    guide.update(
        collect.collect(loaded, now),
        ZoneId.systemDefault(),
        options.askedLanguage().map(GuideCommand::wording));
    spec.commandLine().getOut().println("written: " + guide.file());
    return ExitCode.DONE.code;
  }

  private int check(GuideFile guide, CollectReport collect, Plan loaded) throws IOException {
    Instant writtenFor = guide.writtenFor().orElseGet(() -> Time.system().instant());
    GuideFile.Standing standing = guide.compare(collect.collect(loaded, writtenFor));
    spec.commandLine()
        .getOut()
        .println(
            switch (standing) {
              case CURRENT -> guide.file() + " shows the present state, as of " + writtenFor;
              case STALE ->
                  guide.file() + " does not show the present state: run 'emergency guide'";
              case MISSING -> guide.file() + " is not there: run 'emergency guide'";
            });
    return standing == GuideFile.Standing.CURRENT ? ExitCode.DONE.code : ExitCode.NOT_RESOLVED.code;
  }

  private static Wording wording(Language language) {
    return language.say(Wording.ZH, Wording.EN);
  }

  /** The panel as it stands in the guide. */
  static String panel(StatusView view, ZoneId zone, Wording wording) {
    Language language =
        switch (wording) {
          case ZH -> Language.ZH;
          case EN -> Language.EN;
        };
    return new StatusPanel(language, zone, COLUMNS, DisplayWidth.AMBIGUOUS_NARROW, Palette.OFF)
        .render(view);
  }
}
