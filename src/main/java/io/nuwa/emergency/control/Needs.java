package io.nuwa.emergency.control;

import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which blockers wait for others, and what to do about it. */
final class Needs {
  private final List<Blocker> blockers;
  private final Function<String, Status> status;

  private Needs(List<Blocker> blockers, Function<String, Status> status) {
    this.blockers = blockers;
    this.status = status;
  }

  static Needs of(Plan plan, RunState state) {
    return new Needs(plan.blockers(), id -> state.blocker(id).status());
  }

  static Needs of(Plan plan, StatusView view) {
    Map<String, Status> known =
        view.blockers().stream()
            .filter(blocker -> !blocker.claimed())
            .collect(Collectors.toMap(StatusView.BlockerView::id, StatusView.BlockerView::status));
    return new Needs(plan.blockers(), id -> known.getOrDefault(id, Status.PENDING));
  }

  /**
   * Says of each blocker that was left alone for what it waits.
   *
   * @param selected ids; empty for all
   */
  List<String> leftOut(Set<String> selected) {
    return blockers.stream()
        .filter(blocker -> selected.isEmpty() || selected.contains(blocker.id()))
        .filter(blocker -> status.apply(blocker.id()) != Status.RESOLVED)
        .flatMap(blocker -> sentence(blocker, selected).stream())
        .toList();
  }

  /** The open needs of this blocker, and theirs, that would not be worked on before it. */
  List<String> openFor(Blocker blocker, Set<String> selected) {
    if (selected.isEmpty()) {
      return List.of();
    }
    return blockers.stream()
        .map(Blocker::id)
        .filter(id -> !selected.contains(id) && isOpenNeedOf(blocker, id))
        .toList();
  }

  private Optional<String> sentence(Blocker blocker, Set<String> selected) {
    Optional<String> open =
        blocker.needs().stream().filter(id -> status.apply(id) != Status.RESOLVED).findFirst();
    List<String> more = openFor(blocker, selected);
    String next =
        more.isEmpty()
            ? ""
            : "; try 'emergency execute " + String.join(" ", more) + " " + blocker.id() + "'";
    return open.map(
        id ->
            "%s was left alone: it needs %s, which is %s%s"
                .formatted(blocker.id(), id, status.apply(id).id(), next));
  }

  private boolean isOpenNeedOf(Blocker blocker, String id) {
    return status.apply(id) != Status.RESOLVED
        && blocker.needs().stream()
            .anyMatch(
                need ->
                    need.equals(id)
                        || blockers.stream()
                            .anyMatch(b -> b.id().equals(need) && isOpenNeedOf(b, id)));
  }
}
