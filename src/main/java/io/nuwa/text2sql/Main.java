package io.nuwa.text2sql;

import io.nuwa.text2sql.acceptance.AcceptanceCommand;
import io.nuwa.text2sql.api.ApiServer;
import io.nuwa.text2sql.database.DatabaseSettings;
import io.nuwa.text2sql.exporter.ExporterServer;
import io.nuwa.text2sql.exporter.ExporterSettings;
import io.nuwa.text2sql.settings.Environment;
import io.nuwa.text2sql.settings.InvalidSettings;
import java.io.IOException;
import java.security.Security;
import java.util.List;
import java.util.Map;

/** Runs the sub-command that was named. */
public final class Main {
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int API_PORT = 8000;
  private static final String HELP =
      """
      usage: java -jar text2sql.jar serve | exporter | acceptance OPTIONS
        serve       PORT, DATABASE_URL, DATABASE_USER, DATABASE_PASSWORD
        exporter    PORT, TEXT2SQL_URL, DATABASE_URL, DATABASE_USER, DATABASE_PASSWORD
        acceptance  %s\
      """
          .formatted(AcceptanceCommand.USAGE);

  private Main() {}

  /** Exits with 0 done, 1 failed, 2 usage, 3 system not reachable; servers run until stopped. */
  public static void main(String[] arguments) {
    try {
      int code = run(List.of(arguments), System.getenv());
      if (code != 0 || isFinite(arguments)) {
        System.exit(code);
      }
    } catch (InvalidSettings invalid) {
      System.err.println("text2sql: " + invalid.getMessage());
      System.exit(USAGE);
    } catch (IOException failure) {
      System.err.println("text2sql: " + failure.getMessage());
      System.exit(FAILED);
    }
  }

  private static boolean isFinite(String... arguments) {
    return arguments.length > 0 && arguments[0].equals("acceptance");
  }

  private static int run(List<String> arguments, Map<String, String> variables) throws IOException {
    Environment environment = new Environment(variables);
    String command = arguments.isEmpty() ? "" : arguments.getFirst();
    switch (command) {
      case "serve" -> serve(environment);
      case "exporter" -> export(environment);
      case "acceptance" -> {
        return AcceptanceCommand.run(arguments.subList(1, arguments.size()), environment);
      }
      default -> throw new InvalidSettings("'" + command + "' is no command\n" + HELP);
    }
    return 0;
  }

  /** A service that was started anew has a new address; the JDK would keep the old one for 30 s. */
  private static void askForNamesEachTime() {
    Security.setProperty("networkaddress.cache.ttl", "1");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  private static void serve(Environment environment) throws IOException {
    askForNamesEachTime();
    int port = environment.port("PORT", API_PORT);
    DatabaseSettings database = DatabaseSettings.from(environment);
    environment.verify();
    ApiServer server = new ApiServer(port, database);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    System.err.println("text2sql listens on " + server.port() + ", database " + database);
  }

  private static void export(Environment environment) throws IOException {
    askForNamesEachTime();
    ExporterSettings settings = ExporterSettings.from(environment);
    ExporterServer server = new ExporterServer(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    System.err.println("mcp-exporter listens on " + server.port() + ", api " + settings.api());
  }
}
