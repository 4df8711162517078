package io.nuwa.text2sql.acceptance.run;

import io.nuwa.text2sql.settings.InvalidSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to test and where to report.
 *
 * @param api the API's address
 * @param database the JDBC address of the database behind it
 * @param user the role that the suite logs in as
 * @param reports the folder of the JUnit XML; that of the whole suite stays where it is when only
 *     some cases are run
 * @param prometheus the address of Prometheus, where one watches the system
 * @param scraped the port, by scrape job, at which Prometheus would find today's services
 * @param restart the words of the command that restarts the system, none when it may not be
 * @param only the names of the cases that are run; empty for all
 */
public record AcceptanceOptions(
    URI api,
    String database,
    String user,
    Path reports,
    Optional<URI> prometheus,
    Map<String, String> scraped,
    List<String> restart,
    Set<String> only) {
  private static final String ALONE = "alone";

  private static final Set<String> SINGLE =
      Set.of("--api", "--database", "--database-user", "--reports", "--prometheus");

  /** Reads {@code --name value} pairs; every problem is named at once. */
  public static AcceptanceOptions parse(List<String> arguments) {
    Map<String, String> single = new HashMap<>();
    Map<String, String> scraped = new HashMap<>();
    List<String> restart = new ArrayList<>();
    Set<String> only = new LinkedHashSet<>();
    List<String> problems = new ArrayList<>();
    for (int at = 0; at < arguments.size(); at += 2) {
      String name = arguments.get(at);
      if (at + 1 == arguments.size()) {
        problems.add(name + " has no value");
      } else if (name.equals("--restart")) {
        restart.add(arguments.get(at + 1));
      } else if (name.equals("--only")) {
        only.add(arguments.get(at + 1));
      } else if (name.equals("--scraped")) {
        readScraped(arguments.get(at + 1), scraped, problems);
      } else if (!SINGLE.contains(name)) {
        problems.add("unknown option " + name);
      } else if (single.put(name, arguments.get(at + 1)) != null) {
        problems.add(name + " is given twice");
      }
    }
    for (String name : List.of("--api", "--database", "--database-user", "--reports")) {
      if (!single.containsKey(name)) {
        problems.add(name + " is missing");
      }
    }
    String database = single.getOrDefault("--database", "jdbc:postgresql:");
    if (!database.startsWith("jdbc:postgresql:")) {
      problems.add("--database must start with jdbc:postgresql:");
    }
    Optional<URI> api = address(single, "--api", problems);
    Optional<URI> prometheus = address(single, "--prometheus", problems);
    if (!problems.isEmpty()) {
      throw new InvalidSettings(String.join("; ", problems));
    }
    Path reports = Path.of(single.get("--reports"));
    return new AcceptanceOptions(
        api.orElseThrow(),
        database,
        single.get("--database-user"),
        only.isEmpty() ? reports : reports.resolve(ALONE),
        prometheus,
        Map.copyOf(scraped),
        List.copyOf(restart),
        Collections.unmodifiableSet(only));
  }

  private static void readScraped(
      String value, Map<String, String> scraped, List<String> problems) {
    String[] pair = value.split("=", 2);
    if (pair.length < 2 || pair[0].isBlank() || !pair[1].matches("\\d{1,5}")) {
      problems.add("--scraped must look like job=port, not '" + value + "'");
    } else if (scraped.put(pair[0], pair[1]) != null) {
      problems.add("--scraped " + pair[0] + " is given twice");
    }
  }

  private static Optional<URI> address(
      Map<String, String> single, String name, List<String> problems) {
    String value = single.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.matches("https?://[^/\\s]+/*")) {
      problems.add(name + " must look like http://host:port, not '" + value + "'");
      return Optional.empty();
    }
    return Optional.of(URI.create(value.replaceAll("/+$", "")));
  }
}
