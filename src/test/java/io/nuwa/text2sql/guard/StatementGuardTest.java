package io.nuwa.text2sql.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.text2sql.guard.Verdict.Allowed;
import io.nuwa.text2sql.guard.Verdict.Refused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementGuardTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DROP TABLE orders | not_select",
        "EXPLAIN ANALYZE DELETE FROM orders | not_select",
        "(SELECT 1) | not_select",
        "SELECT 1; SELECT 2 | several_statements",
        "SELECT 1;; | several_statements",
        "SELECT 1 -- x | comment",
        "SELECT /* x */ 1 | comment",
        "SELECT /* /* */ 1 | unreadable",
        "SELECT 'x | unreadable",
        "SELECT \"x | unreadable",
        "SELECT $a$ x | unreadable",
        "WITH x AS (DELETE FROM orders RETURNING 1) SELECT * FROM x | writing",
        "SELECT * INTO x FROM orders | writing",
        "SELECT * FROM orders FOR UPDATE | writing",
        "SELECT pg_sleep(9) | system",
        "SELECT \"pg_sleep\"(9) | system",
        "SELECT pg_catalog.set_config('a', 'b', false) | system",
        "SELECT lo_import('/etc/passwd') | system",
        "SELECT dblink_exec('x') | system",
        "SELECT U&\"\\0070g_sleep\"(9) | unreadable",
      })
  void refuses(String sql, String rule) {
    assertThat(new StatementGuard().judge(sql))
        .isInstanceOfSatisfying(Refused.class, no -> assertThat(no.rule()).isEqualTo(rule));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", ";"})
  void refuses_nothing_at_all(String sql) {
    assertThat(new StatementGuard().judge(sql)).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "select * from orders;",
        "WITH x AS (SELECT 1) SELECT * FROM x",
        "SELECT 'DROP TABLE x; -- /*'",
        "SELECT E'it\\'s; fine'",
        "SELECT $$; DROP$$",
        "SELECT $tag$ $$ ; $tag$",
        "SELECT \"drop\" FROM t",
        "SELECT updated_at, created FROM t",
        "SELECT 3 - -1"
      })
  void lets_plain_selects_pass(String sql) {
    assertThat(new StatementGuard().judge(sql)).isInstanceOf(Allowed.class);
  }
}
