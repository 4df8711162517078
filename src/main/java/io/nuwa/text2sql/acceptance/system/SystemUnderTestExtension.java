package io.nuwa.text2sql.acceptance.system;

import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the system to the cases. One for the whole suite; at its end it removes what the suite left
 * in the database. Lets only those cases run that were asked for.
 */
public final class SystemUnderTestExtension implements ParameterResolver, ExecutionCondition {
  private static final ConditionEvaluationResult WANTED = ConditionEvaluationResult.enabled("");

  /** Asked for classes, for methods and templates, and for each case that a template makes. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String only = parameter(context, SystemUnderTest.ONLY).orElse("");
    String id = context.getUniqueId();
    String last = id.substring(id.lastIndexOf("/[") + 2);
    boolean oneCase = last.startsWith("method:") || last.startsWith("test-template-invocation:");
    return only.isEmpty()
            || !oneCase
            || only.lines().anyMatch(context.getDisplayName().strip()::equals)
        ? WANTED
        : ConditionEvaluationResult.disabled("not asked for by --only");
  }

  private record Held(SystemUnderTest system, Set<String> rememberedBefore)
      implements AutoCloseable {
    @Override
    public void close() throws SQLException {
      ReferenceDatabase database = system.database();
      try {
        dropOwnTables(database);
        forgetNewQuestions(database);
      } finally {
        system.api().close();
        system.prometheus().ifPresent(ApiClient::close);
        database.close();
      }
    }

    private void forgetNewQuestions(ReferenceDatabase database) throws SQLException {
      for (String key : SystemUnderTest.rememberedKeys(database)) {
        if (!rememberedBefore.contains(key)) {
          database.rows("DELETE FROM text2sql_memory WHERE question_key = ? RETURNING 1", key);
        }
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SystemUnderTest.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SystemUnderTestExtension.class))
        .getOrComputeIfAbsent(Held.class, _ -> open(context), Held.class)
        .system();
  }

  private static Held open(ExtensionContext context) {
    ReferenceDatabase database =
        new ReferenceDatabase(
            parameter(context, SystemUnderTest.DATABASE).orElseThrow(),
            parameter(context, SystemUnderTest.USER).orElseThrow(),
            System.getenv().getOrDefault("DATABASE_PASSWORD", ""));
    try {
      dropOwnTables(database);
      Map<String, Long> rows = SystemUnderTest.countRows(database);
      Set<String> remembered = SystemUnderTest.rememberedKeys(database);
      List<String> restart =
          parameter(context, SystemUnderTest.RESTART).orElse("").lines().toList();
      Map<String, String> scraped =
          parameter(context, SystemUnderTest.SCRAPED)
              .orElse("")
              .lines()
              .map(pair -> pair.split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
      return new Held(
          new SystemUnderTest(
              new ApiClient(URI.create(parameter(context, SystemUnderTest.API).orElseThrow())),
              database,
              parameter(context, SystemUnderTest.PROMETHEUS).map(URI::create).map(ApiClient::new),
              scraped,
              restart,
              rows),
          remembered);
    } catch (SQLException failure) {
      throw new IllegalStateException("the database failed: " + failure.getMessage(), failure);
    }
  }

  private static void dropOwnTables(ReferenceDatabase database) throws SQLException {
    String pattern = SystemUnderTest.OWN_TABLES.replace("_", "\\_") + "%";
    for (List<Object> row :
        database.rows(
            "SELECT table_name FROM information_schema.tables"
                + " WHERE table_schema = current_schema() AND table_name LIKE ?",
            pattern)) {
      database.execute("DROP TABLE IF EXISTS \"" + row.getFirst() + '"');
    }
  }

  private static Optional<String> parameter(ExtensionContext context, String name) {
    return context.getConfigurationParameter(name);
  }
}
