package io.nuwa.text2sql.answer;

import io.nuwa.text2sql.database.ResultTable;
import io.nuwa.text2sql.repair.Repair;
import java.util.List;

/** What came of a question. */
public sealed interface Answer {
  /**
   * It was answered.
   *
   * @param sql the statement that ran
   * @param table its rows
   * @param source where the statement came from
   * @param repairs what was replaced in it, in order
   */
  record Answered(String sql, ResultTable table, Source source, List<Repair> repairs)
      implements Answer {}

  /**
   * It was refused as dangerous.
   *
   * @param rule the rule's short name
   * @param reason for the asker
   */
  record Blocked(String rule, String reason) implements Answer {}

  /**
   * The rules have no meaning for it.
   *
   * @param reason what was not understood
   */
  record NotUnderstood(String reason) implements Answer {}

  /**
   * The database rejected the statement.
   *
   * @param sql the statement
   * @param sqlState PostgreSQL's code
   * @param reason PostgreSQL's message
   */
  record Rejected(String sql, String sqlState, String reason) implements Answer {}

  /**
   * The statement took longer than it may.
   *
   * @param sql the statement
   */
  record TookTooLong(String sql) implements Answer {}

  /**
   * The database could not be reached.
   *
   * @param reason what the driver says
   */
  record Unreachable(String reason) implements Answer {}
}
