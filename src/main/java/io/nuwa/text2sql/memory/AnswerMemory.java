package io.nuwa.text2sql.memory;

import io.nuwa.text2sql.database.ConnectionPool;
import io.nuwa.text2sql.database.Lease;
import io.nuwa.text2sql.database.ReadOnlyQuery;
import io.nuwa.text2sql.database.SqlState;
import io.nuwa.text2sql.question.Question;
import io.nuwa.text2sql.schema.SchemaReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Remembers which SQL answered a question. Makes its table when it first needs it; where it may
 * not, questions are answered all the same and nothing is remembered.
 */
public final class AnswerMemory {
  private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(2);
  private static final String TABLE = SchemaReader.MEMORY_TABLE;
  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS %s (
        question_key text PRIMARY KEY,
        question text NOT NULL,
        sql text NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now())\
      """
          .formatted(TABLE);
  private static final String FIND = "SELECT sql FROM " + TABLE + " WHERE question_key = ?";
  private static final String REMEMBER =
      """
      INSERT INTO %1$s (question_key, question, sql) VALUES (?, ?, ?)
      ON CONFLICT (question_key) DO UPDATE SET sql = EXCLUDED.sql, updated_at = now()
      WHERE %1$s.sql <> EXCLUDED.sql\
      """
          .formatted(TABLE);
  private static final String FORGET = "DELETE FROM " + TABLE + " WHERE question_key = ?";

  private final ConnectionPool pool;
  private final ReadOnlyQuery query;

  /** Keeps its table in the database that the pool leads to. */
  public AnswerMemory(ConnectionPool pool) {
    this.pool = pool;
    this.query = new ReadOnlyQuery(pool);
  }

  /** The SQL that answered this question before. */
  public Optional<String> find(Question question) throws SQLException {
    try {
      List<List<Object>> rows = query.run(FIND, question.key()).rows();
      return rows.stream().findFirst().map(row -> String.valueOf(row.getFirst()));
    } catch (SQLException failure) {
      if (SqlState.UNDEFINED_TABLE.matches(failure)) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** Keeps the SQL that answered a question, in place of an earlier one. */
  public void remember(Question question, String sql) throws SQLException {
    try {
      write(REMEMBER, question.key(), question.asked(), sql);
    } catch (SQLException failure) {
      if (!SqlState.UNDEFINED_TABLE.matches(failure)) {
        throw failure;
      }
      createTable();
      write(REMEMBER, question.key(), question.asked(), sql);
    }
  }

  /** Drops what is remembered of a question. */
  public void forget(Question question) throws SQLException {
    write(FORGET, question.key());
  }

  private void createTable() throws SQLException {
    try {
      write(CREATE);
    } catch (SQLException failure) {
      if (!SqlState.UNIQUE_VIOLATION.matches(failure)) {
        throw failure;
      }
    }
  }

  private void write(String sql, String... parameters) throws SQLException {
    try (Lease lease = pool.borrow(WAIT_FOR_CONNECTION)) {
      Connection connection = lease.connection();
      connection.setReadOnly(false);
      try (Statement opening = connection.createStatement()) {
        opening.execute("SET TRANSACTION READ WRITE");
      }
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (int at = 0; at < parameters.length; at++) {
          statement.setString(at + 1, parameters[at]);
        }
        statement.executeUpdate();
      }
      connection.commit();
    }
  }
}
