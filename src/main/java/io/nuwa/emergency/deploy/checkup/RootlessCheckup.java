package io.nuwa.emergency.deploy.checkup;

import io.nuwa.emergency.deploy.engine.Machine;
import io.nuwa.emergency.deploy.remedy.RootlessPrerequisites;
import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.step.Checkup;
import io.nuwa.emergency.step.StepInput;
import java.util.List;

/** Whether the remedy {@code rootless} could work for this user. */
record RootlessCheckup(Machine machine) implements Checkup {
  @Override
  public String name() {
    return "rootless";
  }

  @Override
  public List<Finding> look(StepInput input) {
    if (machine.userId() == 0) {
      return List.of(Finding.good("not needed: this user is root"));
    }
    List<String> missing = new RootlessPrerequisites(machine).missing();
    return missing.isEmpty()
        ? List.of(Finding.good("this user can run containers without root"))
        : missing.stream().map(RootlessCheckup::finding).toList();
  }

  /** Such as {@code newuidmap is not installed: apt-get install uidmap}. */
  private static Finding finding(String missing) {
    int colon = missing.indexOf(": ");
    return colon < 0
        ? Finding.doubtful(missing, "")
        : Finding.doubtful(missing.substring(0, colon), missing.substring(colon + 2));
  }
}
