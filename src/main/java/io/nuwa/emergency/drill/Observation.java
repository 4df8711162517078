package io.nuwa.emergency.drill;

import io.nuwa.emergency.failure.FailureClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen of a fault and of what the product made of it.
 *
 * @param harmAfterInjection what an independent look saw broken; empty when nothing was
 * @param noticed from the end of the injection to the first gate that did not pass
 * @param classes under which it was recorded, in the order of the journal
 * @param remedies that were applied, in the order of the journal
 * @param roles that were asked for help
 * @param green from the end of the injection to all gates passing again, before anybody undid it
 * @param harmAtGreen what an independent look saw broken when the product said green
 * @param falseGreens how often the product said green while something was broken
 * @param replaced services whose containers are not those from before
 * @param restored whether the stack was green again before the next fault, whoever did it
 * @param remarks what else is worth knowing
 */
record Observation(
    Optional<String> harmAfterInjection,
    Optional<Duration> noticed,
    Set<FailureClass> classes,
    List<String> remedies,
    Set<String> roles,
    Optional<Duration> green,
    Optional<String> harmAtGreen,
    int falseGreens,
    List<String> replaced,
    boolean restored,
    List<String> remarks) {}
