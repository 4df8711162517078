package io.nuwa.emergency.cli;

import io.nuwa.emergency.config.Suggestions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, and the next step. */
final class UsageMessage {
  private UsageMessage() {}

  static String of(ParameterException fault) {
    CommandLine command = fault.getCommandLine();
    return what(fault, command) + "\ntry '" + command.getCommandSpec().qualifiedName() + " --help'";
  }

  private static String what(ParameterException fault, CommandLine command) {
    return switch (fault) {
      case UnmatchedArgumentException e -> unknown(e.getUnmatched().getFirst(), command);
      case MissingParameterException e when e.getMissing().isEmpty() ->
          "which command? known: "
              + String.join(", ", words(command.getSubcommands().keySet().stream()));
      default -> fault.getMessage();
    };
  }

  private static String unknown(String word, CommandLine command) {
    if (word.startsWith("-")) {
      List<String> options =
          command.getCommandSpec().options().stream().map(o -> o.longestName()).toList();
      return "there is no option '" + word + "'" + near(word, options);
    }
    List<String> commands = words(command.getSubcommands().keySet().stream());
    return commands.isEmpty()
        ? "nothing is known to do with '" + word + "'"
        : "there is no command '" + word + "'" + Suggestions.hint(word, commands);
  }

  /** A list of every option would hide what was wrong: the help has it. */
  private static String near(String word, List<String> options) {
    return Suggestions.nearest(word, options).map(o -> "; did you mean '" + o + "'?").orElse("");
  }

  private static List<String> words(Stream<String> words) {
    return words.sorted().collect(Collectors.toList());
  }
}
