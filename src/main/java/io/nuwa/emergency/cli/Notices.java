package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.plan.Plan;
import java.util.function.Consumer;

/**
 * What is said beside the events of a run. It has not come by the recorder, and may quote an
 * address or a fault: secrets are taken out here.
 *
 * @param workplace knows the secrets of the plan, as they are now
 * @param sink prints it
 */
record Notices(Workplace workplace, Plan plan, Consumer<String> sink) implements Consumer<String> {
  @Override
  public void accept(String text) {
    sink.accept(HarmlessText.signed(workplace.redaction(plan).hide(text)));
  }
}
