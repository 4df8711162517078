package io.nuwa.text2sql.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.nuwa.text2sql.answer.Answer;
import io.nuwa.text2sql.answer.Answerer;
import io.nuwa.text2sql.answer.Source;
import io.nuwa.text2sql.database.ResultTable;
import io.nuwa.text2sql.http.Reply;
import io.nuwa.text2sql.http.Request;
import io.nuwa.text2sql.http.Route;
import io.nuwa.text2sql.repair.Repair;
import java.io.IOException;
import java.util.List;

/** {@code POST /query}. */
final class QueryRoute implements Route {
  private final Answerer answerer;
  private final ApiMetrics metrics;

  QueryRoute(Answerer answerer, ApiMetrics metrics) {
    this.answerer = answerer;
    this.metrics = metrics;
  }

  @Override
  public Reply answer(Request request) throws IOException {
    if (!request.method().equals("POST")) {
      return Reply.error(405, "method", "use POST");
    }
    QueryRequest query;
    try {
      query = QueryRequest.parse(request.body());
    } catch (JsonProcessingException broken) {
      return error(400, "bad_request", broken.getOriginalMessage(), "", "");
    } catch (IOException invalid) {
      return error(400, "bad_request", invalid.getMessage(), "", "");
    }
    return reply(
        query.sql().isPresent()
            ? answerer.answer(query.question(), query.sql().get())
            : answerer.answer(query.question()));
  }

  private Reply reply(Answer answer) throws IOException {
    return switch (answer) {
      case Answer.Answered(String sql, ResultTable table, Source source, List<Repair> repairs) -> {
        metrics.answered(source);
        yield Reply.json(200, Json.object(json -> answered(json, sql, table, source, repairs)));
      }
      case Answer.Blocked(String rule, String reason) -> {
        metrics.blocked(rule);
        yield error(403, "blocked", reason, "", "");
      }
      case Answer.NotUnderstood(String reason) -> unanswered(422, "not_understood", reason, "", "");
      case Answer.Rejected(String sql, String state, String reason) ->
          unanswered(422, "rejected", reason, sql, state);
      case Answer.TookTooLong(String sql) ->
          unanswered(504, "timeout", "the statement took longer than it may", sql, "");
      case Answer.Unreachable(String reason) -> unanswered(503, "database", reason, "", "");
    };
  }

  private Reply unanswered(int status, String error, String reason, String sql, String state)
      throws IOException {
    metrics.unanswered(error);
    return error(status, error, reason, sql, state);
  }

  private static void answered(
      JsonGenerator json, String sql, ResultTable table, Source source, List<Repair> repairs)
      throws IOException {
    json.writeStringField("sql", sql);
    Json.texts(json, "columns", table.columns());
    Json.rows(json, table.rows());
    json.writeBooleanField("truncated", table.truncated());
    json.writeStringField("source", source.label());
    json.writeArrayFieldStart("repairs");
    for (Repair repair : repairs) {
      json.writeStartObject();
      json.writeStringField("wrong", repair.wrong());
      json.writeStringField("table", repair.table());
      json.writeStringField("column", repair.column());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static Reply error(int status, String error, String reason, String sql, String state)
      throws IOException {
    return Reply.json(
        status,
        Json.object(
            json -> {
              json.writeStringField("error", error);
              json.writeStringField("reason", String.valueOf(reason));
              if (!sql.isEmpty()) {
                json.writeStringField("sql", sql);
              }
              if (!state.isEmpty()) {
                json.writeStringField("sqlstate", state);
              }
            }));
  }
}
