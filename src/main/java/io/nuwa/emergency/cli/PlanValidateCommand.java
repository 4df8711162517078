package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a plan and reports everything that is wrong in it. */
@Command(name = "validate", description = "Reports everything that is wrong in a plan.")
final class PlanValidateCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "the plan")
  private Optional<String> file = Optional.empty();

  @Mixin private PlanOption plan;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Workplace workplace = options.workplace();
    Plan valid = Wiring.plan(workplace, Wiring.catalog(workplace), file.or(plan::file));
    List<Finding> tooShort = workplace.tooShort(valid);
    if (!tooShort.isEmpty()) {
      tooShort.forEach(
          fault -> spec.commandLine().getErr().println(fault.text() + ": " + fault.mend()));
      return ExitCode.INVALID_FILE.code;
    }
    spec.commandLine()
        .getOut()
        .println(
            "%s is valid: %s; blockers: %d, tasks: %d, gates: %d"
                .formatted(
                    valid.source(),
                    valid.name(),
                    valid.blockers().size(),
                    valid.blockers().stream().mapToInt(b -> b.tasks().size()).sum(),
                    valid.blockers().stream().mapToInt(b -> b.gates().size()).sum()));
    return ExitCode.DONE.code;
  }
}
