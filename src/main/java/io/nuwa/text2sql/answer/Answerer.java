package io.nuwa.text2sql.answer;

import io.nuwa.text2sql.answer.Answer.Answered;
import io.nuwa.text2sql.answer.Answer.Blocked;
import io.nuwa.text2sql.answer.Answer.NotUnderstood;
import io.nuwa.text2sql.answer.Answer.Rejected;
import io.nuwa.text2sql.answer.Answer.TookTooLong;
import io.nuwa.text2sql.answer.Answer.Unreachable;
import io.nuwa.text2sql.database.ConnectionPool;
import io.nuwa.text2sql.database.ReadOnlyQuery;
import io.nuwa.text2sql.database.SqlState;
import io.nuwa.text2sql.guard.QuestionGuard;
import io.nuwa.text2sql.guard.StatementGuard;
import io.nuwa.text2sql.guard.Verdict;
import io.nuwa.text2sql.guard.Verdict.Refused;
import io.nuwa.text2sql.memory.AnswerMemory;
import io.nuwa.text2sql.question.Question;
import io.nuwa.text2sql.schema.SchemaReader;
import io.nuwa.text2sql.translate.Translation;
import io.nuwa.text2sql.translate.Translator;
import java.sql.SQLException;
import java.util.Optional;

/** Answers questions; safe for use by many threads at once. */
public final class Answerer {
  private final QuestionGuard questionGuard = new QuestionGuard();
  private final StatementGuard statementGuard = new StatementGuard();
  private final Translator translator = new Translator();
  private final AnswerMemory memory;
  private final SchemaReader schemaReader;
  private final RepairedReading reading;
  private final AnswerEvents events;

  /** Answers from the database that the pool leads to. */
  public Answerer(ConnectionPool pool, AnswerEvents events) {
    ReadOnlyQuery query = new ReadOnlyQuery(pool);
    this.memory = new AnswerMemory(pool);
    this.schemaReader = new SchemaReader(query);
    this.reading = new RepairedReading(query, schemaReader);
    this.events = events;
  }

  /** Answers a question by memory or by translation. */
  public Answer answer(String asked) {
    if (questionGuard.judge(asked) instanceof Refused(String rule, String reason)) {
      return new Blocked(rule, reason);
    }
    Question question = Question.of(asked);
    Optional<String> remembered = recall(question);
    if (remembered.isPresent()) {
      Answer answer = run(remembered.get(), Source.MEMORY);
      if (answer instanceof Answered(var sql, _, Source source, _)) {
        if (source == Source.REPAIRED) {
          remember(question, sql);
        }
        return answer;
      }
      if (answer instanceof Unreachable || answer instanceof TookTooLong) {
        return answer;
      }
      forget(question);
    }
    return translateAndRun(question);
  }

  /** Runs SQL that came with the question, guarded and repaired like any other; it is not kept. */
  public Answer answer(String asked, String sql) {
    return questionGuard.judge(asked) instanceof Refused(String rule, String reason)
        ? new Blocked(rule, reason)
        : run(sql, Source.SUPPLIED);
  }

  private Answer translateAndRun(Question question) {
    Translation translation;
    try {
      translation = translator.translate(question, schemaReader.read());
    } catch (SQLException failure) {
      return failed("", failure);
    }
    return switch (translation) {
      case Translation.Unclear(String reason) -> new NotUnderstood(reason);
      case Translation.Translated(String sql) -> {
        Answer answer = run(sql, Source.RULES);
        if (answer instanceof Answered) {
          remember(question, sql);
        }
        yield answer;
      }
    };
  }

  private Answer run(String sql, Source source) {
    Verdict verdict = statementGuard.judge(sql);
    if (verdict instanceof Refused(String rule, String reason)) {
      return new Blocked(rule, reason);
    }
    try {
      RepairedReading.Result result = reading.read(sql);
      result.repairs().forEach(_ -> events.repaired());
      Source actual = result.repairs().isEmpty() ? source : Source.REPAIRED;
      return new Answered(result.sql(), result.table(), actual, result.repairs());
    } catch (SQLException failure) {
      return failed(sql, failure);
    }
  }

  private static Answer failed(String sql, SQLException failure) {
    if (SqlState.QUERY_CANCELED.matches(failure)) {
      return new TookTooLong(sql);
    }
    return SqlState.connectionLost(failure)
        ? new Unreachable(failure.getMessage())
        : new Rejected(sql, failure.getSQLState(), failure.getMessage());
  }

  private Optional<String> recall(Question question) {
    try {
      Optional<String> found = memory.find(question);
      events.lookedUp(found.isPresent());
      return found;
    } catch (SQLException failure) {
      events.memoryFailed(failure.getMessage());
      return Optional.empty();
    }
  }

  private void remember(Question question, String sql) {
    try {
      memory.remember(question, sql);
    } catch (SQLException failure) {
      events.memoryFailed(failure.getMessage());
    }
  }

  private void forget(Question question) {
    try {
      memory.forget(question);
    } catch (SQLException failure) {
      events.memoryFailed(failure.getMessage());
    }
  }
}
