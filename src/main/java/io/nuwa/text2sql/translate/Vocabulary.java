package io.nuwa.text2sql.translate;

import io.nuwa.text2sql.schema.Column;
import io.nuwa.text2sql.schema.LiveSchema;
import io.nuwa.text2sql.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words for tables and columns: their names, their comments, and for well-known names what
 * people call them. Made anew from the live schema for each question.
 */
final class Vocabulary {
  private static final Map<String, List<String>> TABLE_WORDS =
      Map.of(
          "customers", List.of("客户", "顾客", "用户", "会员", "买家"),
          "products", List.of("产品", "商品", "货品"),
          "orders", List.of("订单"),
          "order_items", List.of("订单明细", "订单项", "明细"));
  private static final Map<String, List<String>> COLUMN_WORDS =
      Map.of(
          "city", List.of("城市", "地区"),
          "category", List.of("类别", "分类", "品类", "种类", "categories"),
          "price", List.of("价格", "单价", "售价"),
          "status", List.of("状态"),
          "name", List.of("姓名", "名称", "名字"),
          "email", List.of("邮箱", "电子邮件"),
          "total_amount", List.of("金额"),
          "created_at", List.of("注册时间", "创建时间"),
          "order_date", List.of("下单日期", "下单时间", "日期"));
  private static final List<String> FIRST_TABLES =
      List.of("orders", "customers", "products", "order_items");

  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final Map<String, List<ColumnRef>> columns = new LinkedHashMap<>();

  Vocabulary(LiveSchema schema) {
    List<Table> ordered = new ArrayList<>(schema.tables());
    ordered.sort(Comparator.comparingInt(Vocabulary::precedence));
    for (Table table : ordered) {
      Set<String> tableWords = words(table);
      tableWords.forEach(word -> tables.putIfAbsent(word, table));
      for (Column column : table.columns()) {
        ColumnRef ref = new ColumnRef(table.name(), column);
        for (String word : words(column)) {
          add(word, ref);
          tableWords.forEach(owner -> add(owner + (isAscii(owner) ? " " : "") + word, ref));
          tableWords.forEach(owner -> add(owner + "的" + word, ref));
        }
      }
    }
  }

  /** A pattern group for any word of any table or column, the longest first. */
  String anyWord() {
    Set<String> words = new LinkedHashSet<>(tables.keySet());
    words.addAll(columns.keySet());
    return alternatives(words);
  }

  /** A pattern group for any word of any column, the longest first. */
  String columnWord() {
    return alternatives(columns.keySet());
  }

  /** The table that the word means. */
  Optional<Table> table(String word) {
    return Optional.ofNullable(tables.get(word));
  }

  /** The columns that the word may mean, the most likely first. */
  List<ColumnRef> columns(String word) {
    return columns.getOrDefault(word, List.of());
  }

  private void add(String word, ColumnRef ref) {
    columns.computeIfAbsent(word, _ -> new ArrayList<>()).add(ref);
  }

  private static int precedence(Table table) {
    int at = FIRST_TABLES.indexOf(table.name());
    return at < 0 ? FIRST_TABLES.size() : at;
  }

  private static Set<String> words(Table table) {
    Set<String> words = names(table.name(), table.comment());
    words.addAll(names(Names.singular(table.name()), ""));
    words.addAll(TABLE_WORDS.getOrDefault(table.name(), List.of()));
    return words;
  }

  private static Set<String> words(Column column) {
    if (column.name().equals("id") || column.name().endsWith("_id")) {
      return Set.of(column.name());
    }
    Set<String> words = names(column.name(), column.comment());
    words.addAll(COLUMN_WORDS.getOrDefault(column.name(), List.of()));
    return words;
  }

  private static Set<String> names(String name, String comment) {
    String lower = name.toLowerCase(Locale.ROOT);
    Set<String> words = new LinkedHashSet<>(List.of(lower, lower.replace('_', ' ')));
    for (String word : comment.toLowerCase(Locale.ROOT).split("[,，、;；/|]", -1)) {
      if (word.strip().length() > 1 && word.strip().length() <= 20) {
        words.add(word.strip());
      }
    }
    return words;
  }

  private static String alternatives(Set<String> words) {
    return words.stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .map(word -> isAscii(word) ? "\\b" + Pattern.quote(word) + "\\b" : Pattern.quote(word))
        .collect(Collectors.joining("|", "(", "|(?!))"));
  }

  private static boolean isAscii(String word) {
    return word.chars().allMatch(character -> character < 0x80);
  }
}
