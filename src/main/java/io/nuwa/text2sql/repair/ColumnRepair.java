package io.nuwa.text2sql.repair;

import io.nuwa.text2sql.schema.Column;
import io.nuwa.text2sql.schema.LiveSchema;
import io.nuwa.text2sql.schema.Table;
import io.nuwa.text2sql.sql.SqlTokens;
import io.nuwa.text2sql.sql.Token;
import io.nuwa.text2sql.sql.UnreadableSql;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the real column that a statement most likely meant, and puts it in. */
public final class ColumnRepair {
  private record Candidate(String range, Table table, String column, double nearness) {}

  /**
   * The statement with its wrong column replaced, wherever it is written the same way.
   *
   * @param sql the statement that failed
   * @param position where PostgreSQL saw the unknown column: the number of its first character,
   *     counted in code points from 1
   * @param schema the tables as they are now
   * @return empty when no column is near enough
   */
  public Optional<Repair> repair(String sql, int position, LiveSchema schema) {
    List<Token> tokens;
    try {
      tokens = SqlTokens.of(sql);
    } catch (UnreadableSql unreadable) {
      return Optional.empty();
    }
    int first = tokenAt(tokens, offsetOf(sql, position));
    if (first < 0) {
      return Optional.empty();
    }
    int last = lastOfReference(tokens, first);
    String wrong = tokens.get(last).name();
    Optional<String> qualifier =
        last > first ? Optional.of(tokens.get(last - 2).name()) : Optional.empty();
    Map<String, Table> ranges = ranges(tokens, schema);
    return nearest(wrong, qualifier, ranges)
        .map(found -> apply(sql, tokens, first, last, found, ranges));
  }

  private static int offsetOf(String sql, int position) {
    int points = sql.codePointCount(0, sql.length());
    return position < 1 || position > points ? -1 : sql.offsetByCodePoints(0, position - 1);
  }

  private static int tokenAt(List<Token> tokens, int offset) {
    for (int at = 0; at < tokens.size(); at++) {
      if (tokens.get(at).start() == offset && tokens.get(at).isName()) {
        return at;
      }
    }
    return -1;
  }

  private static int lastOfReference(List<Token> tokens, int first) {
    int last = first;
    while (last + 2 < tokens.size()
        && tokens.get(last + 1).isSymbol('.')
        && tokens.get(last + 2).isName()) {
      last += 2;
    }
    return last;
  }

  /** The tables of the statement under the names that it gives them, in order of appearance. */
  private static Map<String, Table> ranges(List<Token> tokens, LiveSchema schema) {
    Map<String, Table> ranges = new LinkedHashMap<>();
    for (int at = 1; at < tokens.size(); at++) {
      Token before = tokens.get(at - 1);
      boolean opensRange =
          before.isWord("from")
              || before.isWord("join")
              || before.isSymbol(',')
              || before.isSymbol('.');
      Optional<Table> table =
          opensRange && tokens.get(at).isName()
              ? schema.table(tokens.get(at).name())
              : Optional.empty();
      if (table.isPresent()) {
        ranges.putIfAbsent(alias(tokens, at).orElse(table.get().name()), table.get());
      }
    }
    return ranges;
  }

  private static Optional<String> alias(List<Token> tokens, int table) {
    int at = table + 1;
    if (at < tokens.size() && tokens.get(at).isWord("as")) {
      at++;
    }
    return at < tokens.size() && tokens.get(at).isName() && !ClauseWords.contains(tokens.get(at))
        ? Optional.of(tokens.get(at).name())
        : Optional.empty();
  }

  private static Optional<Candidate> nearest(
      String wrong, Optional<String> qualifier, Map<String, Table> ranges) {
    return ranges.entrySet().stream()
        .filter(
            range -> qualifier.filter(ranges::containsKey).map(range.getKey()::equals).orElse(true))
        .flatMap(range -> candidates(wrong, range.getKey(), range.getValue()))
        .filter(candidate -> candidate.nearness() >= Nearness.ENOUGH)
        .max(Comparator.comparingDouble(Candidate::nearness));
  }

  private static Stream<Candidate> candidates(String wrong, String range, Table table) {
    return table.columns().stream()
        .map(Column::name)
        .filter(column -> !column.equals(wrong))
        .map(column -> new Candidate(range, table, column, nearness(wrong, table, column)));
  }

  /** {@code customer_name} also means {@code name} of {@code customers}. */
  private static double nearness(String wrong, Table table, String column) {
    String singular = table.name().replaceFirst("ies$", "y").replaceFirst("s$", "");
    double plain = Nearness.between(wrong, column);
    double withTable = Nearness.between(wrong, singular + "_" + column);
    return Math.max(plain, withTable - 0.01);
  }

  private static Repair apply(
      String sql,
      List<Token> tokens,
      int first,
      int last,
      Candidate found,
      Map<String, Table> ranges) {
    boolean ambiguous =
        ranges.values().stream().filter(table -> table.has(found.column())).count() > 1;
    String replacement =
        last > first || ambiguous
            ? quoted(found.range()) + "." + quoted(found.column())
            : quoted(found.column());
    List<String> wrongReference =
        tokens.subList(first, last + 1).stream().map(Token::text).toList();
    StringBuilder repaired = new StringBuilder(sql);
    for (int at = tokens.size() - wrongReference.size(); at >= 0; at--) {
      if (isReference(tokens, at, wrongReference)) {
        Token end = tokens.get(at + wrongReference.size() - 1);
        repaired.replace(tokens.get(at).start(), end.end(), replacement);
      }
    }
    return new Repair(
        tokens.get(last).name(), found.table().name(), found.column(), repaired.toString());
  }

  private static boolean isReference(List<Token> tokens, int at, List<String> wanted) {
    boolean free =
        at == 0 || !(tokens.get(at - 1).isSymbol('.') || tokens.get(at - 1).isWord("as"));
    int behind = at + wanted.size();
    boolean whole =
        behind >= tokens.size()
            || !(tokens.get(behind).isSymbol('.') || tokens.get(behind).isSymbol('('));
    return free
        && whole
        && tokens.subList(at, behind).stream().map(Token::text).toList().equals(wanted);
  }

  private static String quoted(String name) {
    return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
