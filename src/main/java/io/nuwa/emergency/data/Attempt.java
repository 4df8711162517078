package io.nuwa.emergency.data;

import io.nuwa.emergency.data.injection.Access;
import io.nuwa.emergency.data.injection.OtherDatabaseException;
import io.nuwa.emergency.data.injection.SqlFailures;
import io.nuwa.emergency.data.schema.UnfitSchemaException;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.MissingValueException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Work with a database whose faults all become classified failures. */
@FunctionalInterface
interface Attempt<T> {
  T make(Access access) throws SQLException, IOException, InterruptedException;

  /**
   * Makes an attempt.
   *
   * @param doing what is tried, for the message
   * @param failed what to answer when it fails
   */
  static <T> T at(
      String doing,
      DataTask task,
      Supplier<Access> where,
      Attempt<T> attempt,
      Function<Failure, T> failed)
      throws InterruptedException {
    Access access;
    try {
      access = where.get();
    } catch (MissingValueException e) {
      return failed.apply(
          Failure.of(FailureClass.CONFIGURATION, doing + ": " + e.getMessage(), e.toString()));
    }
    try {
      return attempt.make(access);
    } catch (SQLException e) {
      return failed.apply(of(task, SqlFailures.classify(doing, access, e)));
    } catch (UnfitSchemaException e) {
      return failed.apply(
          of(
              task,
              Failure.of(
                  FailureClass.SCHEMA_MISMATCH, doing + ": " + e.getMessage(), e.getMessage())));
    } catch (OtherDatabaseException e) {
      return failed.apply(
          of(
              task,
              Failure.of(
                  FailureClass.CONFIGURATION, doing + ": " + e.getMessage(), e.getMessage())));
    } catch (IOException e) {
      return failed.apply(
          Failure.of(FailureClass.CONFIGURATION, doing + ": " + e.getMessage(), e.toString()));
    }
  }

  /**
   * The failure, with the task in its details, and the service of the database: a remedy must know
   * whose rows are meant, and what to start when it does not answer.
   */
  static Failure of(DataTask task, Failure failure) {
    var details = new TreeMap<>(failure.details());
    details.put("task", task.id());
    // Refused or lost connections only: a lock, a slow answer or a name that nobody knows is no
    // reason to start it anew.
    if (failure.kind() == FailureClass.NOT_READY
        && details.getOrDefault("sqlstate", "").startsWith("08")) {
      task.service().ifPresent(service -> details.put("service", service));
    }
    return new Failure(failure.kind(), failure.summary(), failure.evidence(), details);
  }
}
