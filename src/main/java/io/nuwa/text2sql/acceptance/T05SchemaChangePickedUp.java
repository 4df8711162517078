package io.nuwa.text2sql.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.text2sql.acceptance.system.ApiReply;
import io.nuwa.text2sql.acceptance.system.SystemUnderTest;
import io.nuwa.text2sql.acceptance.system.SystemUnderTestExtension;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * T-05: tables and columns are usable as soon as they exist. Columns are added to a table of the
 * suite's own: PostgreSQL never gives back the place of a dropped column, and a table has 1600.
 */
@ExtendWith(SystemUnderTestExtension.class)
class T05SchemaChangePickedUp {
  private static final String TABLE = SystemUnderTest.OWN_TABLES + "suppliers";

  @AfterEach
  void drop_the_table(SystemUnderTest system) throws SQLException {
    system.database().execute("DROP TABLE IF EXISTS " + TABLE);
  }

  @Test
  @DisplayName("T-05 a new table can be asked about at once")
  void a_new_table_is_usable(SystemUnderTest system) throws SQLException {
    ApiReply before = system.api().ask("统计 " + TABLE + " 数量");
    assertThat(before.status()).as("status of %s", before.body()).isEqualTo(422);
    createTable(system);
    assertAnswers(system, "统计 " + TABLE + " 数量", List.of(List.of(new BigDecimal(3))));
  }

  @Test
  @DisplayName("T-05 a new column can be asked about at once")
  void a_new_column_is_usable(SystemUnderTest system) throws SQLException {
    createTable(system);
    String question = "按 grade 统计 " + TABLE + " 数量";
    ApiReply before = system.api().ask(question);
    assertThat(before.status()).as("status of %s", before.body()).isEqualTo(422);
    system.database().execute("ALTER TABLE " + TABLE + " ADD COLUMN grade text DEFAULT 'A'");
    assertAnswers(system, question, List.of(List.of("A", new BigDecimal(3))));
  }

  @Test
  @DisplayName("T-05 the Chinese comment on a new column is understood at once")
  void a_new_comment_is_understood(SystemUnderTest system) throws SQLException {
    createTable(system);
    system.database().execute("ALTER TABLE " + TABLE + " ADD COLUMN tier text DEFAULT '金'");
    system.database().execute("COMMENT ON COLUMN " + TABLE + ".tier IS '验收等级'");
    system.database().execute("COMMENT ON TABLE " + TABLE + " IS '验收供应商'");
    assertAnswers(system, "按验收等级统计验收供应商数量", List.of(List.of("金", new BigDecimal(3))));
  }

  @Test
  @DisplayName("T-05 a new foreign key is followed at once")
  void a_new_foreign_key_is_followed(SystemUnderTest system) throws SQLException {
    createTable(system);
    system
        .database()
        .execute("ALTER TABLE " + TABLE + " ADD COLUMN product_id bigint REFERENCES products");
    system
        .database()
        .execute("UPDATE " + TABLE + " SET product_id = (SELECT min(id) FROM products)");
    List<List<Object>> expected =
        system
            .database()
            .rows("SELECT category, 3 FROM products WHERE id = (SELECT min(id) FROM products)");
    assertThat(expected).as("categories").isNotEmpty();
    assertAnswers(system, "按类别统计 " + TABLE + " 数量", expected);
  }

  @Test
  @DisplayName("T-05 a dropped column is answered with a clear error, not with a crash")
  void a_dropped_column_is_noticed(SystemUnderTest system) throws SQLException {
    createTable(system);
    system.database().execute("ALTER TABLE " + TABLE + " ADD COLUMN qqqq text DEFAULT 'A'");
    String question = "按 qqqq 统计 " + TABLE + " 数量";
    assertAnswers(system, question, List.of(List.of("A", new BigDecimal(3))));
    system.database().execute("ALTER TABLE " + TABLE + " DROP COLUMN qqqq");
    ApiReply after = system.api().ask(question);
    assertThat(after.status()).as("status of %s", after.body()).isEqualTo(422);
  }

  @Test
  @DisplayName("T-05 the schema shows a new table, and no longer shows a dropped one")
  void the_schema_is_live(SystemUnderTest system) throws SQLException {
    createTable(system);
    assertThat(tables(system)).contains(TABLE, "customers", "products", "orders", "order_items");
    system.database().execute("DROP TABLE " + TABLE);
    assertThat(tables(system)).doesNotContain(TABLE);
  }

  private static void createTable(SystemUnderTest system) throws SQLException {
    system.database().execute("CREATE TABLE " + TABLE + " (id int PRIMARY KEY, name text)");
    system.database().execute("INSERT INTO " + TABLE + " VALUES (1, '甲'), (2, '乙'), (3, '丙')");
  }

  private static void assertAnswers(
      SystemUnderTest system, String question, List<List<Object>> expected) {
    ApiReply reply = system.api().ask(question);
    assertThat(reply.status()).as("status of %s", reply.body()).isEqualTo(200);
    assertThat(reply.rows()).as("rows of %s", reply.sql()).isEqualTo(expected);
  }

  private static List<String> tables(SystemUnderTest system) {
    ApiReply reply = system.api().get("/schema");
    assertThat(reply.status()).as("status of %s", reply.body()).isEqualTo(200);
    return reply.body().path("tables").findValuesAsText("name");
  }
}
