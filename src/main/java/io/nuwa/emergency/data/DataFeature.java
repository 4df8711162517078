package io.nuwa.emergency.data;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Feature;
import io.nuwa.emergency.step.IdentitySource;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.TaskKind;
import io.nuwa.emergency.step.Witness;
import java.nio.file.Path;
import java.util.List;

/**
 * What the data room brings: {@code generate-data}; {@code injected-rows}; {@code clean-own-rows},
 * {@code restore-rows}, {@code restore-schema}.
 */
public record DataFeature(Path home) implements Feature {
  @Override
  public List<TaskKind> tasks() {
    return List.of(new GenerateData(home));
  }

  @Override
  public List<ProbeKind> probes() {
    return List.of(new InjectedRows());
  }

  @Override
  public List<Remedy> remedies(Plan plan) {
    return List.of(new CleanOwnRows(plan), new RestoreRows(plan), new RestoreSchema(plan, home));
  }

  @Override
  public List<String> remedyNames() {
    return List.of(CleanOwnRows.NAME, RestoreRows.NAME, RestoreSchema.NAME);
  }

  @Override
  public List<Witness> witnesses(Plan plan) {
    return List.of(new RowsWitness(plan));
  }

  @Override
  public List<IdentitySource> identities(Plan plan) {
    return DataTask.all(plan).<IdentitySource>map(DatabaseOfTask::new).toList();
  }
}
