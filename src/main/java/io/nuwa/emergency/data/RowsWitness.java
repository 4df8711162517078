package io.nuwa.emergency.data;

import io.nuwa.emergency.data.injection.DatabaseView;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.Witness;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Tells which tables are there, how many rows they hold against the wanted, and who works there.
 */
record RowsWitness(Plan plan) implements Witness {
  private static final int MOST = 64 * 1024;
  private static final Duration PER_QUESTION = Duration.ofSeconds(8);

  @Override
  public String name() {
    return "rows";
  }

  @Override
  public List<Evidence> testify(StepInput input) throws InterruptedException {
    var all = new ArrayList<Evidence>();
    for (DataTask task : DataTask.all(plan).toList()) {
      String text =
          Attempt.at(
              "look at the database",
              task,
              () -> task.settings().access(input.values()),
              access -> text(task, new DatabaseView(access), input),
              RowsWitness::notSeen);
      all.add(Evidence.head("rows-" + task.id() + ".txt", text, MOST));
    }
    return all;
  }

  private static String text(DataTask task, DatabaseView view, StepInput input)
      throws SQLException, InterruptedException {
    Map<String, Long> wanted = task.settings().rows();
    // Asked first: a lock that makes the counting wait is told of here.
    String sessions = view.sessions(within(input));
    Map<String, OptionalLong> counts;
    try {
      counts = view.counts(wanted.keySet(), within(input));
    } catch (SQLException e) {
      return "the rows could not be counted: " + e.getMessage() + "\n\n" + sessions;
    }
    var wrong = new ArrayList<String>();
    var rows = new StringBuilder();
    counts.forEach(
        (table, count) -> {
          String seen = count.isPresent() ? count.getAsLong() + " rows" : "no such table";
          rows.append("%-24s %s of %d wanted%n".formatted(table, seen, wanted.get(table)));
          if (count.isEmpty()) {
            wrong.add("table " + table + " is not there");
          } else if (count.getAsLong() < wanted.get(table)) {
            wrong.add(
                "table %s holds %d of %d rows"
                    .formatted(table, count.getAsLong(), wanted.get(table)));
          }
        });
    String first = wrong.isEmpty() ? "every table holds the wanted rows" : String.join("; ", wrong);
    return first + "\n\n" + rows + "\n" + sessions;
  }

  private static Duration within(StepInput input) {
    return input.left().compareTo(PER_QUESTION) < 0 ? input.left() : PER_QUESTION;
  }

  private static String notSeen(Failure failure) {
    return "not seen: " + failure.summary() + "\n\n" + failure.evidence();
  }
}
