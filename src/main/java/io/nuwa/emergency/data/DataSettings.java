package io.nuwa.emergency.data;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.data.injection.Access;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Values;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of {@code generate-data}.
 *
 * @param url of the database, a template
 * @param user a template
 * @param password a template, best {@code ${secret.NAME}}
 * @param schema a file of SQL that creates what is missing, relative to the home folder; a template
 * @param rows how many, by table
 * @param seed equal seeds make equal rows; 1 unless set
 */
record DataSettings(
    String url,
    String user,
    String password,
    Optional<String> schema,
    Map<String, Long> rows,
    long seed)
    implements Settings {
  private static final int MOST_ROWS = 1_000_000_000;
  private static final long USUAL_SEED = 1;

  DataSettings {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
  }

  static DataSettings read(Section section) {
    String url = section.text("url");
    if (section.has("url") && !url.startsWith("jdbc:postgresql:")) {
      section.problem(
          "url", "'url' must be like jdbc:postgresql://127.0.0.1:5432/database, not '" + url + "'");
    }
    return new DataSettings(
        url,
        section.text("user"),
        section.text("password", ""),
        section.optionalText("schema"),
        rows(section),
        section.parsed("seed", "a whole number", DataSettings::number).orElse(USUAL_SEED));
  }

  private static Map<String, Long> rows(Section section) {
    var rows = new LinkedHashMap<String, Long>();
    Optional<Section> tables = section.section("rows");
    if (tables.isEmpty()) {
      return section.missing("rows", rows);
    }
    if (tables.get().keys().isEmpty()) {
      section.problem("rows", "'rows' names no table; write such as 'customers: 200'");
    }
    for (String table : tables.get().keys()) {
      tables
          .get()
          .optionalInteger(table, 1, MOST_ROWS)
          .ifPresent(count -> rows.put(table, (long) count));
    }
    tables.get().finish();
    return rows;
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  Access access(Values values) {
    return new Access(values.resolve(url), values.resolve(user), values.resolve(password));
  }

  /** All rows of all tables. */
  long total() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }
}
