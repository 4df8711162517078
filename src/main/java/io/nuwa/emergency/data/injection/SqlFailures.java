package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Classifies what PostgreSQL says by its SQLSTATE, never by its words. */
public final class SqlFailures {
  private SqlFailures() {}

  /**
   * The class of a failure.
   *
   * @param doing what was tried, such as {@code inject rows}
   */
  public static Failure classify(String doing, Access access, SQLException problem) {
    Map<String, String> details = new TreeMap<>();
    details.put("url", access.url());
    details.put("sqlstate", state(problem));
    String where = "";
    if (problem instanceof PSQLException ours && ours.getServerErrorMessage() != null) {
      ServerErrorMessage message = ours.getServerErrorMessage();
      put(details, "table", message.getTable());
      put(details, "column", message.getColumn());
      put(details, "constraint", message.getConstraint());
      put(details, "key", message.getDetail());
      where = message.getDetail() == null ? "" : ": " + message.getDetail();
    }
    FailureClass kind = kind(problem);
    String summary =
        doing
            + " at "
            + access.url()
            + ": "
            + line(problem)
            + where
            + nextStep(kind, state(problem));
    return new Failure(kind, summary, String.valueOf(problem.getMessage()), details);
  }

  static FailureClass kind(SQLException problem) {
    // The driver gives both the state of a refused connection.
    if (isCausedBy(problem, UnknownHostException.class)) {
      return FailureClass.NAME_RESOLUTION;
    }
    if (isCausedBy(problem, SocketTimeoutException.class)) {
      return FailureClass.TIMEOUT;
    }
    String state = state(problem);
    return switch (state) {
      // Unique, foreign key and exclusion constraints: other rows stand in the way.
      case "23505", "23503", "23P01" -> FailureClass.DATA_CONFLICT;
      // Undefined table, column, schema, function; duplicate object; wrong type.
      case "42P01", "42703", "3F000", "42883", "42P07", "42701", "42804" ->
          FailureClass.SCHEMA_MISMATCH;
      // Not null, check, too long, out of range: the rows do not fit the columns.
      case "23502", "23514", "22001", "22003" -> FailureClass.SCHEMA_MISMATCH;
      // Refused user or password, missing right.
      case "28P01", "28000", "42501" -> FailureClass.AUTHENTICATION;
      // No such database; a syntax error in the schema file.
      case "3D000", "42601" -> FailureClass.CONFIGURATION;
      case "53100" -> FailureClass.NO_SPACE;
      case "57014", "55P03" -> FailureClass.TIMEOUT;
      default -> byGroup(state);
    };
  }

  private static boolean isCausedBy(SQLException problem, Class<? extends Exception> kind) {
    return Stream.iterate((Throwable) problem, Objects::nonNull, Throwable::getCause)
        .anyMatch(kind::isInstance);
  }

  /** Starting up, shutting down, too many connections, no connection, deadlock. */
  private static FailureClass byGroup(String state) {
    boolean passing =
        state.startsWith("08")
            || state.startsWith("57P")
            || state.startsWith("53")
            || state.startsWith("40");
    return passing ? FailureClass.NOT_READY : FailureClass.UNKNOWN;
  }

  private static String nextStep(FailureClass kind, String state) {
    if (state.equals("23514")) {
      return "; no rows that keep this check can be generated: load rows of your own and leave the"
          + " table out of rows:, or make the check simpler";
    }
    if (state.equals("42501")) {
      return "; grant this user the right (for the ledger: CREATE on the database)";
    }
    if (state.equals("57P03")) {
      return "; it is starting, stopping or recovering, which takes its time";
    }
    if (state.equals("53300")) {
      return "; end sessions that nobody needs, or raise max_connections";
    }
    return switch (kind) {
      case AUTHENTICATION -> "; check the user and password of the task";
      case NOT_READY -> "; check that the database runs and that url: is right";
      case NAME_RESOLUTION -> "; check the host in url: and this machine's names";
      case TIMEOUT -> "; slow is not broken: look at the machine's load and at locks";
      case NO_SPACE -> "; free space on the database's disk";
      case PERMISSION, PORT_IN_USE, NETWORK_MISSING, IMAGE_MISSING, KILLED -> "";
      case DATA_CONFLICT,
          SCHEMA_MISMATCH,
          TEST_FAILURE,
          TEST_DATA,
          TEST_FLAKY,
          TARGET_DOWN,
          SERIES_GAP ->
          "";
      case ENGINE_MISSING, CONFIGURATION, UNKNOWN -> "";
    };
  }

  private static String state(SQLException problem) {
    return problem.getSQLState() == null ? "" : problem.getSQLState();
  }

  private static void put(Map<String, String> details, String name, String value) {
    if (value != null) {
      details.put(name, value);
    }
  }

  /** The first line of what it says. */
  static String line(SQLException problem) {
    return String.valueOf(problem.getMessage()).lines().findFirst().orElse("?").strip();
  }
}
