package io.nuwa.text2sql.guard;

import io.nuwa.text2sql.guard.Verdict.Allowed;
import io.nuwa.text2sql.guard.Verdict.Refused;
import io.nuwa.text2sql.sql.SqlTokens;
import io.nuwa.text2sql.sql.Token;
import io.nuwa.text2sql.sql.Token.Kind;
import io.nuwa.text2sql.sql.UnreadableSql;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Lets one plain SELECT pass and nothing else. Judges tokens: text literals may say anything. */
public final class StatementGuard {
  private static final Set<String> WRITING =
      Set.of(
          "insert",
          "update",
          "delete",
          "merge",
          "drop",
          "truncate",
          "alter",
          "create",
          "grant",
          "revoke",
          "copy",
          "call",
          "execute",
          "vacuum",
          "into",
          "lock",
          "listen",
          "notify");
  private static final Set<String> FUNCTIONS =
      Set.of(
          "set_config",
          "setval",
          "nextval",
          "query_to_xml",
          "query_to_xmlschema",
          "cursor_to_xml",
          "table_to_xml",
          "schema_to_xml",
          "database_to_xml",
          "ts_stat",
          "xpath_table");
  private static final List<String> PREFIXES = List.of("pg_", "lo_", "dblink", "binary_upgrade");

  /** The verdict on a statement; one trailing semicolon is accepted. */
  public Verdict judge(String sql) {
    List<Token> tokens;
    try {
      tokens = SqlTokens.of(sql);
    } catch (UnreadableSql unreadable) {
      return new Refused("unreadable", "the statement is broken: " + unreadable.getMessage());
    }
    if (tokens.stream().anyMatch(token -> token.kind() == Kind.COMMENT)) {
      return new Refused("comment", "comments are not accepted: they can hide a statement");
    }
    List<Token> body = withoutLastSemicolon(tokens);
    if (body.stream().anyMatch(token -> token.isSymbol(';'))) {
      return new Refused("several_statements", "only one statement at a time is accepted");
    }
    if (body.isEmpty() || !(body.getFirst().isWord("select") || body.getFirst().isWord("with"))) {
      String first = body.isEmpty() ? "nothing" : body.getFirst().text();
      return new Refused("not_select", "only SELECT is accepted, not '" + first + "'");
    }
    if (spellsByCodePoint(body)) {
      return new Refused("unreadable", "names spelled by code points are not accepted");
    }
    return body.stream()
        .map(StatementGuard::judgeToken)
        .filter(Refused.class::isInstance)
        .findFirst()
        .orElseGet(Allowed::new);
  }

  private static Verdict judgeToken(Token token) {
    String text = token.text();
    if (token.kind() == Kind.SYMBOL
        && (text.equals("\\") || Character.isISOControl(text.charAt(0)))) {
      return new Refused("unreadable", "the statement has a character that SQL does not have");
    }
    if (token.kind() == Kind.WORD && WRITING.contains(text.toLowerCase(Locale.ROOT))) {
      return new Refused("writing", "'" + text + "' could change something");
    }
    if (token.isName()) {
      String name = token.name().toLowerCase(Locale.ROOT);
      if (FUNCTIONS.contains(name) || PREFIXES.stream().anyMatch(name::startsWith)) {
        return new Refused("system", "'" + name + "' reaches into the database system");
      }
    }
    return new Allowed();
  }

  private static List<Token> withoutLastSemicolon(List<Token> tokens) {
    return !tokens.isEmpty() && tokens.getLast().isSymbol(';')
        ? tokens.subList(0, tokens.size() - 1)
        : tokens;
  }

  /** {@code U&"..."} spells a name by code points, which would pass by the list of names. */
  private static boolean spellsByCodePoint(List<Token> tokens) {
    for (int at = 0; at < tokens.size() - 2; at++) {
      boolean prefix = tokens.get(at).isWord("u") && tokens.get(at + 1).isSymbol('&');
      if (prefix && tokens.get(at + 2).kind() == Kind.QUOTED_NAME) {
        return true;
      }
    }
    return false;
  }
}
