package io.nuwa.emergency.cli;

import io.nuwa.emergency.config.Suggestions;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.drill.Drill;
import io.nuwa.emergency.drill.DrillRequest;
import io.nuwa.emergency.drill.fault.Fault;
import io.nuwa.emergency.drill.fault.Faults;
import io.nuwa.emergency.drill.ground.Compression;
import io.nuwa.emergency.drill.ground.GroundMaker;
import io.nuwa.emergency.drill.report.DrillJson;
import io.nuwa.emergency.drill.report.DrillReport;
import io.nuwa.emergency.drill.report.DrillTable;
import io.nuwa.emergency.drill.scene.OwnProgram;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Game day. */
@Command(
    description =
        "Breaks a scratch copy of the shipped stack on purpose, one fault at a time, and judges how"
            + " each is noticed and repaired. Your own stack is not touched.")
final class DrillCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Parameters(paramLabel = "FAULT", description = "faults, as --list names them (default: all)")
  private List<String> faults = List.of();

  @Mixin private PlanOption plan;

  @Option(names = "--list", description = "list the faults and do nothing")
  private boolean list;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description =
          "how many times faster the plan's clock runs, 1 to "
              + Compression.FASTEST
              + " (default: "
              + Compression.USUAL
              + ", with --watch "
              + Compression.WATCHED
              + ")")
  private Optional<Integer> speed = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "shuffle the faults by this number")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--keep", description = "leave the scratch stack running")
  private boolean keep;

  @Option(
      names = "--watch",
      description =
          "leave every repair to a monitor --daemon of the scratch stack; the drill only looks on")
  private boolean watch;

  @Mixin private JsonOption json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<Fault> chosen = chosen();
    if (list && json.isAsked()) {
      throw new io.nuwa.emergency.cli.Fault.UsageException(
          "--list is for people; leave out --json");
    }
    if (list) {
      chosen.forEach(fault -> out.println("%-24s %s".formatted(fault.id(), fault.what())));
      return ExitCode.DONE.code;
    }
    Workplace workplace = options.workplace();
    var request =
        new DrillRequest(plan.file(), chosen, compression(), seed, keep, watch, program(workplace));
    var maker = new GroundMaker(workplace, Wiring.engine(workplace), Wiring::catalog);
    PrintWriter err = spec.commandLine().getErr();
    var drill = new Drill(maker, Time.system(), line -> err.println(HarmlessText.lines(line)));
    DrillReport report = drill.run(request);
    out.println(json.isAsked() ? DrillJson.of(report) : DrillTable.of(report));
    return report.allRight() ? ExitCode.DONE.code : ExitCode.NOT_RESOLVED.code;
  }

  private Compression compression() {
    try {
      return new Compression(speed.orElse(watch ? Compression.WATCHED : Compression.USUAL));
    } catch (IllegalArgumentException e) {
      throw new io.nuwa.emergency.cli.Fault.UsageException(e.getMessage());
    }
  }

  /** The same program, whose commands and home the drill adds. */
  private static OwnProgram program(Workplace workplace) {
    return new OwnProgram(
        List.of(
            workplace.java(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            Wiring.classPath(),
            Main.class.getName()));
  }

  private List<Fault> chosen() {
    List<Fault> all = Faults.all();
    List<String> known = all.stream().map(Fault::id).toList();
    for (String id : faults) {
      if (!known.contains(id)) {
        throw new io.nuwa.emergency.cli.Fault.UsageException(
            "there is no fault '" + id + "'" + Suggestions.hint(id, known) + "; see drill --list");
      }
    }
    return all.stream().filter(f -> faults.isEmpty() || faults.contains(f.id())).toList();
  }
}
