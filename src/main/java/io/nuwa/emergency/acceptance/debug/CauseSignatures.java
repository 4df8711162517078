package io.nuwa.emergency.acceptance.debug;

import static io.nuwa.emergency.failure.FailureClass.AUTHENTICATION;
import static io.nuwa.emergency.failure.FailureClass.NAME_RESOLUTION;
import static io.nuwa.emergency.failure.FailureClass.NOT_READY;
import static io.nuwa.emergency.failure.FailureClass.NO_SPACE;
import static io.nuwa.emergency.failure.FailureClass.SCHEMA_MISMATCH;
import static io.nuwa.emergency.failure.FailureClass.TEST_DATA;
import static io.nuwa.emergency.failure.FailureClass.TIMEOUT;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.Signature;
import io.nuwa.emergency.failure.Signatures;
import java.util.List;

/**
 * How causes outside of the product read in the words of a failing case, or of a suite that could
 * not begin. What fits none of them is the product's.
 */
public final class CauseSignatures {
  private static final String SOON = "[^\\n]{0,160}";

  private static final Signatures SIGNATURES =
      new Signatures(
          List.of(
              Signature.of(NO_SPACE, "no space left on device|disk quota exceeded", "strerror"),
              // A refused password comes over a connection: it is looked for before connections.
              Signature.of(
                  AUTHENTICATION,
                  "password authentication failed for user \"(?<user>[^\"]+)\"",
                  "PostgreSQL 15"),
              Signature.of(
                  AUTHENTICATION,
                  "\\b401 unauthorized|\\b403 forbidden|but was:?\\s*<?40[13]\\b|HTTP[ /]\\S*"
                      + " 40[13]\\b|permission denied for (?:table|schema|database|relation)",
                  "HTTP, AssertJ 3, PostgreSQL 15"),
              Signature.of(
                  NAME_RESOLUTION, "could not translate host name \"(?<host>[^\"]+)\"", "psql 15"),
              Signature.of(
                  NAME_RESOLUTION,
                  "(?:UnknownHostException: |ENOTFOUND |EAI_AGAIN |could not resolve host: )"
                      + "(?<host>[\\w.-]+)",
                  "Java 25, Node 22, curl 7"),
              Signature.of(
                  NAME_RESOLUTION,
                  "no such host|name or service not known|failure in name resolution",
                  "Go's net, glibc"),
              Signature.of(
                  SCHEMA_MISMATCH,
                  "column \"?(?<column>[^\"\\s]+)\"? of relation \"(?<table>[^\"]+)\" does not"
                      + " exist",
                  "PostgreSQL 15"),
              Signature.of(
                  SCHEMA_MISMATCH,
                  "(?:relation|table) \"(?<table>[^\"]+)\" does not exist",
                  "PostgreSQL 15"),
              Signature.of(
                  SCHEMA_MISMATCH,
                  "column \"?(?<column>[^\"\\s]+)\"? does not exist",
                  "PostgreSQL 15"),
              Signature.of(SCHEMA_MISMATCH, "table '(?<table>[^']+)' doesn't exist", "MySQL 8"),
              Signature.of(SCHEMA_MISMATCH, "unknown column '(?<column>[^']+)'", "MySQL 8"),
              Signature.of(SCHEMA_MISMATCH, "no such table: (?<table>[\\w.]+)", "SQLite 3"),
              Signature.of(SCHEMA_MISMATCH, "no such column: (?<column>[\\w.]+)", "SQLite 3"),
              Signature.of(
                  TEST_DATA,
                  "is not present in table \"(?<table>[^\"]+)\"|violates foreign key constraint",
                  "PostgreSQL 15"),
              Signature.of(
                  TEST_DATA,
                  "\\brows?\\b[^\\n"
                      + "]{0,300}\\s+expecting actual:\\s+0L?\\s+to be (?:greater than|positive)",
                  "AssertJ 3"),
              Signature.of(
                  TEST_DATA,
                  "expected:?\\s*<?[1-9]\\d*>? rows?,? but (?:was|were|found|got|there"
                      + " (?:was|were)):?\\s*<?(?:0|no|none)\\b",
                  "JUnit 5, pytest 8"),
              Signature.of(
                  TEST_DATA,
                  "no rows in result set|no row was found|matching query does not exist"
                      + "|incorrect result size: expected \\d+, actual 0|RecordNotFound"
                      + "|returned no rows|no rows? found",
                  "Go 1, SQLAlchemy 2, Django 5, Spring 6, Rails 7"),
              Signature.of(
                  NOT_READY,
                  "(?:connection to|://)\\s*[\\w.\\[\\]-]+:(?<port>\\d{1,5})\\b"
                      + SOON
                      + "(?:refused|ConnectException|does not answer|reset|received no bytes)",
                  "PostgreSQL's JDBC 42, Java 25"),
              Signature.of(
                  NOT_READY,
                  "(?:ECONNREFUSED|connection refused)[^\\n]{0,40}:(?<port>\\d{1,5})\\b",
                  "Node 22"),
              Signature.of(
                  NOT_READY,
                  ":(?<port>\\d{1,5})\\b" + SOON + "connection (?:refused|reset)",
                  "Go's net"),
              Signature.of(
                  NOT_READY,
                  "\\bport[ =](?<port>\\d{1,5})\\b"
                      + SOON
                      + "(?:refused|could(?: not|n't) connect)",
                  "psql 15, curl 7, urllib3 2"),
              Signature.of(
                  TIMEOUT,
                  "(?:://|\\bto )\\s*[\\w.\\[\\]-]+:(?<port>\\d{1,5})\\b"
                      + SOON
                      + "(?:timed out|time-?out)",
                  "Java 25, PostgreSQL's JDBC 42"),
              Signature.of(
                  NOT_READY,
                  "connection refused|ECONNREFUSED|ConnectException|connection"
                      + " reset|ECONNRESET|connection attempt failed|database system is (?:starting"
                      + " up|shutting down)|terminating connection due to administrator command|but"
                      + " was:?\\s*<?50[234]\\b|\\b50[234] (?:bad gateway|service"
                      + " unavailable|gateway time-?out)|HTTP[ /]\\S* 50[234]\\b",
                  "strerror, Java 25, PostgreSQL 15, AssertJ 3, HTTP"),
              Signature.of(
                  TIMEOUT,
                  "timed out|TimeoutException|time-?out (?:expired|exceeded)|statement timeout"
                      + "|deadline exceeded|ETIMEDOUT",
                  "strerror, Java 25, PostgreSQL 15, Go's context, Node 22")));

  private CauseSignatures() {}

  /**
   * The cause that a text speaks of.
   *
   * @param summary one line for the reader
   * @param text what the case, or the suite, says
   * @return of the class {@code unknown} when no signature fits
   */
  public static Failure classify(String summary, String text) {
    return SIGNATURES.classify(summary, text);
  }
}
