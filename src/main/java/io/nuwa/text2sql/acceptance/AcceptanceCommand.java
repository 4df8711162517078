package io.nuwa.text2sql.acceptance;

import io.nuwa.text2sql.acceptance.run.AcceptanceOptions;
import io.nuwa.text2sql.acceptance.run.SuiteRun;
import io.nuwa.text2sql.acceptance.system.ApiClient;
import io.nuwa.text2sql.acceptance.system.ReferenceDatabase;
import io.nuwa.text2sql.settings.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The sub-command {@code acceptance}. */
public final class AcceptanceCommand {
  /** Its options, for the help text. */
  public static final String USAGE =
      """
      --api URL --database JDBC_URL --database-user U --reports DIR
                    [--prometheus URL] [--scraped JOB=PORT ...repeated]
                    [--restart WORD ...repeated] [--only CASE ...repeated: reports to DIR/alone]
                    ; DATABASE_PASSWORD
      """;

  private static final String TRY_LOCK =
      "SELECT count(*) FROM pg_try_advisory_lock(hashtext('text2sql-acceptance')) AS l WHERE l";
  private static final int PATIENCE_SECONDS = 60;
  private static final int PASSED = 0;
  private static final int FAILED = 1;
  private static final int NOT_REACHABLE = 3;
  private static final List<Class<?>> SUITE =
      List.of(
          T01QuestionsAnswered.class,
          T02MemoryReused.class,
          T03DangerBlocked.class,
          T04WrongColumnRepaired.class,
          T05SchemaChangePickedUp.class,
          T06KeptOverRestart.class,
          T07ManyAtOnce.class);

  private AcceptanceCommand() {}

  /** Runs the suite; 0 all passed, 1 some failed, 3 the system is not reachable (no report). */
  public static int run(List<String> arguments, Environment environment) throws IOException {
    AcceptanceOptions options = AcceptanceOptions.parse(arguments);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    SuiteRun suite = new SuiteRun(options, out);
    suite.removeOldReport();
    try (ApiClient api = new ApiClient(options.api());
        ReferenceDatabase database =
            new ReferenceDatabase(
                options.database(),
                options.user(),
                environment.optional("DATABASE_PASSWORD", ""))) {
      if (!locks(database)) {
        System.err.println(
            "text2sql: another acceptance run is using this database for more than "
                + PATIENCE_SECONDS
                + " s; wait for it, or end its process");
        return NOT_REACHABLE;
      }
      // What the other run wrote while we waited for it.
      suite.removeOldReport();
      // Only now: the other run restarts the API.
      if (!api.isHealthy()) {
        System.err.println("text2sql: " + options.api() + "/health does not answer 200");
        return NOT_REACHABLE;
      }
      return suite.passes(SUITE) ? PASSED : FAILED;
    } catch (SQLException failure) {
      System.err.println("text2sql: " + options.database() + ": " + failure.getMessage());
      return NOT_REACHABLE;
    }
  }

  /**
   * Held as long as the connection: two suites at once would remove each other's tables. Waits,
   * because a suite whose caller was killed is still at work and ends by itself.
   */
  private static boolean locks(ReferenceDatabase database) throws SQLException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (database.number(TRY_LOCK) == 0) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    return true;
  }
}
