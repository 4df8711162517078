package io.nuwa.emergency.data;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** Real databases for tests: one server for all of them, a fresh database for each test. */
public final class Databases {
  private static final String PASSWORD = "test-" + UUID.randomUUID();
  private static final PostgreSQLContainer SERVER =
      new PostgreSQLContainer(
              DockerImageName.parse("localhost/emergency/postgres:dev")
                  .asCompatibleSubstituteFor("postgres"))
          .withUsername("text2sql")
          .withPassword(PASSWORD)
          .withDatabaseName("text2sql")
          .withEnv("PORT", "5432")
          .waitingFor(
              Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 1)
                  .withStartupTimeout(Duration.ofMinutes(1)));

  private Databases() {}

  /** A database of its own, empty. */
  public static Database fresh() throws SQLException {
    start();
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    var first = new Database(url("text2sql"), SERVER.getUsername(), PASSWORD);
    first.execute("CREATE DATABASE " + name);
    return new Database(url(name), SERVER.getUsername(), PASSWORD);
  }

  /** The same files under another name, as {@code createdb --template} makes them. */
  public static Database copy(Database database) throws SQLException {
    String name = "copy_" + UUID.randomUUID().toString().replace("-", "");
    String original = database.url().substring(database.url().lastIndexOf('/') + 1);
    new Database(url("text2sql"), SERVER.getUsername(), PASSWORD)
        .execute("CREATE DATABASE " + name + " TEMPLATE " + original);
    return new Database(url(name), SERVER.getUsername(), PASSWORD);
  }

  /**
   * One at a time: test classes run side by side, and a container does not like to be started
   * twice.
   */
  private static synchronized void start() {
    SERVER.start();
  }

  private static String url(String database) {
    return "jdbc:postgresql://"
        + SERVER.getHost()
        + ":"
        + SERVER.getFirstMappedPort()
        + "/"
        + database;
  }

  /** A database, as somebody sees it who has nothing to do with the product. */
  public record Database(String url, String user, String password) {
    public Connection open() throws SQLException {
      return DriverManager.getConnection(url, user, password);
    }

    public void execute(String... statements) throws SQLException {
      try (Connection connection = open();
          Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      }
    }

    /** The first value of the first row, as text. */
    public String ask(String sql) throws SQLException {
      try (Connection connection = open();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        return row.next() ? row.getString(1) : "";
      }
    }

    public long count(String sql) throws SQLException {
      return Long.parseLong(ask(sql));
    }
  }
}
