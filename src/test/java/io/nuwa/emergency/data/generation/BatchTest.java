package io.nuwa.emergency.data.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.ColumnType;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.UnfitSchemaException;
import io.nuwa.emergency.data.schema.check.Rule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest {
  @Test
  void equal_seeds_and_days_give_equal_rows_and_other_seeds_do_not() {
    var first = Shop.shop(7, Shop.TODAY);
    var second = Shop.shop(7, Shop.TODAY);
    var other = Shop.shop(8, Shop.TODAY);
    for (String table : first.keySet()) {
      assertThat(CopyReader.read(second.get(table))).isEqualTo(CopyReader.read(first.get(table)));
    }
    assertThat(CopyReader.read(other.get("orders")))
        .isNotEqualTo(CopyReader.read(first.get("orders")));
  }

  @Test
  void whoever_is_referred_to_is_filled_first() {
    List<String> order = List.copyOf(Shop.shop(7, Shop.TODAY).keySet());
    assertThat(order.indexOf("customers")).isLessThan(order.indexOf("orders"));
    assertThat(order.indexOf("orders")).isLessThan(order.indexOf("order_items"));
    assertThat(order.indexOf("products")).isLessThan(order.indexOf("order_items"));
  }

  @Test
  void every_reference_has_its_row() {
    var shop = Shop.shop(7, Shop.TODAY);
    assertThat(CopyReader.column(shop.get("customers"), "id")).startsWith(101L, 102L);
    assertThat(CopyReader.column(shop.get("customers"), "id"))
        .containsAll(CopyReader.column(shop.get("orders"), "customer_id"));
    assertThat(Set.copyOf(CopyReader.column(shop.get("order_items"), "order_id")))
        .isEqualTo(Set.copyOf(CopyReader.column(shop.get("orders"), "id")));
    assertThat(CopyReader.column(shop.get("products"), "id"))
        .containsAll(CopyReader.column(shop.get("order_items"), "product_id"));
  }

  @Test
  void a_total_is_the_sum_of_its_lines() {
    var shop = Shop.shop(7, Shop.TODAY);
    var sums = new HashMap<Object, BigDecimal>();
    for (List<Object> line : CopyReader.read(shop.get("order_items"))) {
      var amount = ((BigDecimal) line.get(4)).multiply(BigDecimal.valueOf((long) line.get(3)));
      sums.merge(line.get(1), amount, BigDecimal::add);
    }
    for (List<Object> order : CopyReader.read(shop.get("orders"))) {
      assertThat(order.get(4)).isEqualTo(sums.get(order.get(0)));
    }
  }

  @Test
  void unique_emails_differ_and_listed_states_are_kept_to() {
    var shop = Shop.shop(7, Shop.TODAY);
    assertThat(CopyReader.column(shop.get("customers"), "email")).doesNotHaveDuplicates();
    assertThat(new HashSet<>(CopyReader.column(shop.get("orders"), "status")))
        .containsExactlyInAnyOrder("open", "completed");
  }

  @Test
  void names_and_cities_are_chinese_and_beijing_has_customers() {
    var customers = Shop.shop(7, Shop.TODAY).get("customers");
    assertThat(CopyReader.column(customers, "name"))
        .allSatisfy(name -> assertThat((String) name).matches("\\p{IsHan}{2,5}"));
    assertThat(CopyReader.column(customers, "city")).contains("北京", "上海");
  }

  @Test
  void on_new_years_day_there_are_still_orders_of_last_year_and_none_of_tomorrow() {
    LocalDate day = LocalDate.of(2027, 1, 1);
    var dates = CopyReader.column(Shop.shop(7, day).get("orders"), "order_date");
    assertThat(dates).filteredOn(date -> ((LocalDate) date).getYear() == 2026).hasSize(900);
    assertThat(dates).filteredOn(date -> date.equals(day)).hasSize(1100);
  }

  @Test
  void taken_values_are_passed_over() {
    var stock = new Shop.Stock();
    List<Object> free = emails(stock);
    stock.taken.put("customers.email", Set.of((String) free.get(0), (String) free.get(3), "x@y.z"));
    List<Object> avoided = emails(stock);
    assertThat(avoided).hasSize(5).doesNotHaveDuplicates();
    assertThat(avoided).doesNotContain(free.get(0), free.get(3));
  }

  private static List<Object> emails(Present present) {
    var batch = Shop.rows(7, Shop.TODAY, present, Map.of(Shop.CUSTOMERS, 5L));
    return CopyReader.column(batch.get("customers"), "email");
  }

  @Test
  void a_table_alone_refers_to_the_rows_that_are_there() {
    var stock = new Shop.Stock();
    stock.parents.put("customers", List.of(List.of("41"), List.of("42")));
    var orders = Shop.rows(7, Shop.TODAY, stock, Map.of(Shop.ORDERS, 50L)).get("orders");
    assertThat(Set.copyOf(CopyReader.column(orders, "customer_id"))).isEqualTo(Set.of(41L, 42L));
  }

  @Test
  void a_table_whose_parents_are_empty_is_refused_with_the_next_step() {
    assertThatThrownBy(() -> Shop.rows(7, Shop.TODAY, new Shop.Stock(), Map.of(Shop.ORDERS, 5L)))
        .isInstanceOf(UnfitSchemaException.class)
        .hasMessageContaining("add 'customers' to rows:");
  }

  @Test
  void combinations_come_once_even_when_all_of_them_are_wanted() {
    Table likes =
        Shop.table(
            "likes",
            List.of(Shop.column("customer_id", Shop.BIG), Shop.column("product_id", Shop.BIG)),
            List.of(Shop.key("customer_id", "product_id")),
            List.of(
                Shop.reference("customer_id", "customers"),
                Shop.reference("product_id", "products")));
    var tables = Map.of(Shop.CUSTOMERS, 12L, Shop.PRODUCTS, 15L, likes, 180L);
    var pairs = CopyReader.read(Shop.rows(7, Shop.TODAY, new Shop.Stock(), tables).get("likes"));
    assertThat(pairs).hasSize(180).doesNotHaveDuplicates();
    var tooMany = Map.of(Shop.CUSTOMERS, 12L, Shop.PRODUCTS, 15L, likes, 181L);
    assertThatThrownBy(() -> Shop.rows(7, Shop.TODAY, new Shop.Stock(), tooMany))
        .hasMessageContaining("only 180 rows of likes can differ in customer_id, product_id");
  }

  @Test
  void bounds_and_lengths_are_kept() {
    Table people =
        new Table(
            Shop.name("people"),
            List.of(
                Shop.column("id", Shop.BIG),
                Shop.column("age", new ColumnType.Whole(2)),
                Shop.column("share", new ColumnType.Numeric(4, 3)),
                Shop.column("nick", new ColumnType.Text(3)),
                Column.of("photo", new ColumnType.Unsupported("bytea"), true)),
            List.of(Shop.key("id"), Shop.unique("nick")),
            List.of(),
            List.of(
                new Rule.Bound(
                    "age", false, Optional.of(BigDecimal.valueOf(90)), Optional.empty(), true),
                new Rule.Bound(
                    "share", false, Optional.empty(), Optional.of(new BigDecimal("0.5")), false)));
    var rows = Shop.rows(7, Shop.TODAY, new Shop.Stock(), Map.of(people, 1000L)).get("people");
    assertThat(rows.columns()).doesNotContain("photo");
    assertThat(CopyReader.column(rows, "age"))
        .allSatisfy(age -> assertThat((long) age).isGreaterThan(90));
    assertThat(CopyReader.column(rows, "share"))
        .allSatisfy(
            share ->
                assertThat((BigDecimal) share).isBetween(BigDecimal.ZERO, new BigDecimal("0.5")));
    assertThat(CopyReader.column(rows, "nick"))
        .doesNotHaveDuplicates()
        .allSatisfy(nick -> assertThat((String) nick).hasSizeLessThanOrEqualTo(3));
  }

  @Test
  void a_day_that_a_check_puts_later_is_later_wherever_its_column_stands() {
    Table trips =
        new Table(
            Shop.name("trips"),
            List.of(
                Shop.column("id", Shop.BIG),
                Shop.column("ends", new ColumnType.Date()),
                Shop.column("begins", new ColumnType.Date())),
            List.of(Shop.key("id")),
            List.of(),
            List.of(new Rule.NotLess("ends", "begins", false)));
    var rows = Shop.rows(7, Shop.TODAY, new Shop.Stock(), Map.of(trips, 500L)).get("trips");
    assertThat(CopyReader.read(rows))
        .allSatisfy(
            trip -> assertThat((LocalDate) trip.get(1)).isAfterOrEqualTo((LocalDate) trip.get(2)));
  }

  @Test
  void a_circle_opens_where_a_reference_may_be_empty_and_is_refused_where_none_may() {
    Table hens = ring("hens", "eggs", true);
    Table eggs = ring("eggs", "hens", false);
    var rows = Shop.rows(7, Shop.TODAY, new Shop.Stock(), Map.of(hens, 5L, eggs, 5L));
    assertThat(rows.keySet()).containsExactly("hens", "eggs");
    assertThat(CopyReader.column(rows.get("hens"), "other")).containsOnlyNulls();
    Table strict = ring("hens", "eggs", false);
    assertThatThrownBy(
            () -> Shop.rows(7, Shop.TODAY, new Shop.Stock(), Map.of(strict, 5L, eggs, 5L)))
        .hasMessageContaining("refer to each other in a circle");
  }

  private static Table ring(String name, String other, boolean nullable) {
    return Shop.table(
        name,
        List.of(Shop.column("id", Shop.BIG), Column.of("other", Shop.BIG, nullable)),
        List.of(Shop.key("id")),
        List.of(Shop.reference("other", other)));
  }

  @Test
  void lines_are_grouped_with_none_lost_and_no_order_without() {
    var groups = new Picker.Groups(3, 700, 2500);
    Map<Long, Long> sizes =
        IntStream.range(0, 2500)
            .mapToObj(row -> groups.parent(row))
            .collect(Collectors.groupingBy(parent -> parent, Collectors.counting()));
    assertThat(sizes).hasSize(700);
    assertThat(new HashSet<>(sizes.values())).hasSizeGreaterThan(3);
    for (long parent = 0; parent < 700; parent++) {
      assertThat(groups.first(parent + 1) - groups.first(parent)).isEqualTo(sizes.get(parent));
    }
  }
}
