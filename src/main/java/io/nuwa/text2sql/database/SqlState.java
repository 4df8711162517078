package io.nuwa.text2sql.database;

import java.sql.SQLException;

/** PostgreSQL's five-character error codes, as far as this program decides on them. */
public enum SqlState {
  /** The statement names a column that does not exist. */
  UNDEFINED_COLUMN("42703"),
  /** The statement names a table that does not exist. */
  UNDEFINED_TABLE("42P01"),
  /** Cancelled, here always by the statement timeout. */
  QUERY_CANCELED("57014"),
  /** A row with the same key exists; also seen when two sessions create one table at once. */
  UNIQUE_VIOLATION("23505");

  private final String code;

  SqlState(String code) {
    this.code = code;
  }

  /** True when the error carries this code. */
  public boolean matches(SQLException error) {
    return code.equals(error.getSQLState());
  }

  /** True when the database could not be reached, or left in the middle of the conversation. */
  public static boolean connectionLost(SQLException error) {
    String state = error.getSQLState();
    return state != null
        && (state.startsWith("08")
            || state.startsWith("57P")
            || "53300".equals(state)
            || state.startsWith("28"));
  }
}
