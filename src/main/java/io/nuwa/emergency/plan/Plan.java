package io.nuwa.emergency.plan;

import io.nuwa.emergency.retry.Ladders;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What shall be done, by whom, by when, and how it is proved. Immutable.
 *
 * @param name short and stable, such as {@code week-2}
 * @param title for people, such as {@code Week-2 紧急执行系统}
 * @param source where it was read from, as the user would name it
 * @param digest SHA-256 of its text, in hex; says whether a run was started with this very plan
 * @param timeBox the clock
 * @param stack the containers under repair; absent when the plan has none
 * @param ports the default of each named port; known to templates as {@code ${port.NAME}}
 * @param roles who may own work
 * @param blockers in the order in which they are worked on
 * @param ladders remedies by class of failure, the defaults with the plan's changes
 * @param onGo what to do when the decision is GO
 * @param alertmanager the address that alerts are sent to, templates included; absent: to nobody
 * @param pictures what is photographed at checkpoints and on failure
 */
public record Plan(
    String name,
    String title,
    String source,
    String digest,
    TimeBox timeBox,
    Optional<Stack> stack,
    Map<String, Integer> ports,
    List<Role> roles,
    List<Blocker> blockers,
    Ladders ladders,
    List<Task> onGo,
    Optional<String> alertmanager,
    Pictures pictures) {
  public Plan {
    ports = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(ports));
    roles = List.copyOf(roles);
    blockers = List.copyOf(blockers);
    onGo = List.copyOf(onGo);
  }

  /** A plan that tells no Alertmanager. */
  public Plan(
      String name,
      String title,
      String source,
      String digest,
      TimeBox timeBox,
      Optional<Stack> stack,
      Map<String, Integer> ports,
      List<Role> roles,
      List<Blocker> blockers,
      Ladders ladders,
      List<Task> onGo) {
    this(
        name,
        title,
        source,
        digest,
        timeBox,
        stack,
        ports,
        roles,
        blockers,
        ladders,
        onGo,
        Optional.empty(),
        Pictures.USUAL);
  }

  /** The ladders that hold for a blocker: its own in place of the plan's. */
  public Ladders ladders(Blocker blocker) {
    return ladders.with(blocker.ladders());
  }

  public Optional<Blocker> blocker(String id) {
    return blockers.stream().filter(blocker -> blocker.id().equals(id)).findFirst();
  }
}
