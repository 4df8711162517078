package io.nuwa.emergency.plan;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.retry.Ladders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
 * @param onGoWithdrawn what to do when a GO that was followed by that does not hold any longer
 * @param alerting who is told when something must be looked at
 * @param vigilance what is watched beside the gates
 * @param metrics where the watch gives out its figures
 * @param pictures what is photographed at checkpoints and on failure
 * @param digests what its work and gates mean, for a run to be compared with
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
    List<Task> onGoWithdrawn,
    Alerting alerting,
    Vigilance vigilance,
    Metrics metrics,
    Pictures pictures,
    PlanDigests digests) {
  public Plan {
    ports = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(ports));
    roles = List.copyOf(roles);
    blockers = List.copyOf(blockers);
    onGo = List.copyOf(onGo);
    onGoWithdrawn = List.copyOf(onGoWithdrawn);
  }

  /** A plan that tells nobody and watches nothing but its gates. */
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
        List.of(),
        Alerting.NONE,
        Vigilance.NONE,
        Metrics.NONE,
        Pictures.USUAL,
        PlanDigests.NONE);
  }

  /** What is known once all of it is read: what can be tried, and which secrets it asks for. */
  Plan whole(Ladders tried, Set<String> secrets) {
    return new Plan(
        name,
        title,
        source,
        digest,
        timeBox,
        stack.map(known -> known.asking(secrets)),
        ports,
        roles,
        blockers,
        tried,
        onGo,
        onGoWithdrawn,
        alerting,
        vigilance,
        metrics,
        pictures,
        digests);
  }

  /** This plan, and this is who is told. */
  public Plan with(Alerting told) {
    return new Plan(
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
        onGoWithdrawn,
        told,
        vigilance,
        metrics,
        pictures,
        digests);
  }

  /** This plan, and this is watched beside its gates. */
  public Plan with(Vigilance watched) {
    return new Plan(
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
        onGoWithdrawn,
        alerting,
        watched,
        metrics,
        pictures,
        digests);
  }

  /** The ladders that hold for a blocker: its own in place of the plan's. */
  public Ladders ladders(Blocker blocker) {
    return ladders.with(blocker.ladders());
  }

  /** Who is asked when no remedy helps: the first role that handles the class, else the owner. */
  public String asked(Blocker blocker, FailureClass kind) {
    return roles.stream()
        .filter(role -> role.handles().contains(kind))
        .map(Role::id)
        .findFirst()
        .orElse(blocker.owner());
  }

  /** The role that watches over what the others are asked. */
  public Optional<String> coordinator() {
    return roles.stream().filter(Role::coordinates).map(Role::id).findFirst();
  }

  public Optional<Blocker> blocker(String id) {
    return blockers.stream().filter(blocker -> blocker.id().equals(id)).findFirst();
  }
}
