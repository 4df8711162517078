package io.nuwa.emergency.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The root of the command tree, and the one handler of everything that goes wrong in it. */
@Command(
    name = "emergency",
    description =
        "Clears the blockers of a release inside a time box, and proves that they are cleared.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or GO",
      "1:not resolved, or NO-GO",
      "2:wrong usage",
      "3:a plan or state file is invalid, or names what is not there",
      "4:the machine lacks something (engine, permission, disk space)",
      "5:another run holds the lock",
      "6:the deadline has passed",
      "130, 143:stopped in good order by SIGINT, SIGTERM"
    })
final class EmergencyCommand {
  /** By the first word of a command line. */
  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("execute", ExecuteCommand.class);
    COMMANDS.put("monitor", MonitorCommand.class);
    COMMANDS.put("status", StatusCommand.class);
    COMMANDS.put("diagnose", DiagnoseCommand.class);
    COMMANDS.put("report", ReportCommand.class);
    COMMANDS.put("guide", GuideCommand.class);
    COMMANDS.put("plan", PlanCommand.class);
    COMMANDS.put("doctor", DoctorCommand.class);
    COMMANDS.put("drill", DrillCommand.class);
  }

  /** Does what a command line says, writing to these streams, and returns the exit code. */
  static int run(String[] words, PrintStream out, PrintStream err) {
    var commandLine = new CommandLine(new EmergencyCommand());
    grow(commandLine, words);
    commandLine.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler((e, args) -> usage(e, args, out, err));
    commandLine.setExecutionExceptionHandler((e, command, parsed) -> fault(e, command, out, err));
    return commandLine.execute(words);
  }

  /** All commands, or the one that is meant: reading the annotations of each takes milliseconds. */
  private static void grow(CommandLine root, String[] words) {
    Class<?> meant = words.length == 0 ? null : COMMANDS.get(words[0]);
    if (meant == null) {
      COMMANDS.forEach(root::addSubcommand);
      root.addSubcommand(AutoComplete.GenerateCompletion.class);
    } else {
      root.addSubcommand(words[0], meant);
    }
  }

  private static int usage(
      CommandLine.ParameterException e, String[] args, PrintStream out, PrintStream err) {
    // The words could not be understood, so they are looked at as they stand.
    List<String> words = List.of(args);
    return new Fault(ExitCode.USAGE, UsageMessage.of(e))
        .report(e, words.contains("--json"), words.contains("--debug"), out, err);
  }

  private static int fault(Exception cause, CommandLine command, PrintStream out, PrintStream err) {
    boolean json = has(command, "--json");
    boolean debug = has(command, "--debug");
    return Fault.of(cause)
        .hiding(KnownSecrets.of(command.getParseResult()))
        .report(cause, json, debug, out, err);
  }

  private static boolean has(CommandLine command, String flag) {
    CommandLine.ParseResult parsed = command.getParseResult();
    return parsed != null && parsed.hasMatchedOption(flag);
  }
}
