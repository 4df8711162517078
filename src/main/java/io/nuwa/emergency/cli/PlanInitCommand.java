package io.nuwa.emergency.cli;

import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.plan.compose.ComposeImport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a first plan for the user's own compose file. */
@Command(
    name = "init",
    description = "Writes a commented plan for your compose file, and says what looks wrong in it.")
final class PlanInitCommand implements Callable<Integer> {
  /** As compose looks for them. */
  private static final List<String> USUAL =
      List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

  @Mixin private CommonOptions options;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "the compose file, relative to the home folder (default: compose.yaml there)")
  private Optional<String> file = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "where to write it, relative to the home folder; - for stdout"
              + " (default: ${DEFAULT-VALUE}); a file that is there is not replaced")
  private String output = "promptx/plan.yaml";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Path home = options.workplace().home();
    String name = file.orElseGet(() -> usual(home));
    Path compose = home.resolve(name);
    Path folder = compose.toAbsolutePath().normalize().getParent();
    ComposeImport made =
        ComposeImport.of(name, text(compose, name), String.valueOf(folder.getFileName()));
    // What is written must be what can be read: a plan that fails tomorrow helps nobody.
    PlanReader.read(output, made.plan(), Wiring.catalog(options.workplace()).vocabulary());
    PrintWriter err = spec.commandLine().getErr();
    made.findings().forEach(finding -> err.println(finding));
    if (output.equals("-")) {
      spec.commandLine().getOut().print(made.plan());
    } else {
      write(home.resolve(output), made.plan());
      spec.commandLine()
          .getOut()
          .println("wrote %s for %s; %s".formatted(output, name, summary(made)));
    }
    return ExitCode.DONE.code;
  }

  private static String summary(ComposeImport made) {
    int count = made.findings().size();
    return switch (count) {
      case 0 -> "nothing looks wrong";
      case 1 -> "1 thing looks wrong";
      default -> count + " things look wrong";
    };
  }

  private static String usual(Path home) {
    return USUAL.stream()
        .filter(name -> Files.isRegularFile(home.resolve(name)))
        .findFirst()
        .orElseThrow(
            () ->
                new Fault.UsageException(
                    "no compose file in " + home + "; name yours: emergency plan init FILE"));
  }

  private static String text(Path compose, String name) {
    try {
      return Files.readString(compose);
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new Fault.UsageException("the compose file " + name + " is not UTF-8 text");
    } catch (IOException e) {
      String why = Files.exists(compose) ? "cannot be read" : "does not exist";
      throw new Fault.UsageException("the compose file " + name + " " + why);
    }
  }

  private static void write(Path target, String plan) {
    if (Files.exists(target)) {
      throw new Fault.UsageException(
          target + " is there already and is not replaced; name another with --output");
    }
    try {
      AtomicFile.write(target, plan);
    } catch (IOException e) {
      throw new Fault.UsageException(target + " cannot be written: " + e.getMessage());
    }
  }
}
