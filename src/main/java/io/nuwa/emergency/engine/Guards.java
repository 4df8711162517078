package io.nuwa.emergency.engine;

import io.nuwa.emergency.plan.GuardRules;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.GuardAct;
import io.nuwa.emergency.step.Guard;
import io.nuwa.emergency.step.GuardLook;
import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the guards of the machine's resources and records what they do. New work waits while one of
 * them says so; remedies, measurements, and what runs already never do.
 */
public final class Guards {
  /** A look at a disk of another machine may hang. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final RunContext context;
  private final List<Guard> looking;
  private final List<Guard> holding;

  /** Guards for which work has waited as long as it may, until they are calm again. */
  private final Set<String> outwaited = new HashSet<>();

  private long lookedAt;

  public Guards(RunContext context) {
    this.context = context;
    List<Guard> all = context.catalog().guards(context.plan());
    this.looking = all.stream().filter(guard -> !guard.holdsWork()).toList();
    this.holding = all.stream().filter(Guard::holdsWork).toList();
    this.lookedAt = context.time().nanoseconds();
  }

  /** One look of each guard that holds no work, with what it does; bounded. */
  public void look() throws InterruptedException {
    endHolds();
    for (Guard guard : looking) {
      Time machine = context.time().machine();
      GuardLook seen =
          Bounded.<GuardLook>call(
              "the guard of " + guard.name(),
              LIMIT,
              () -> guard.look(machine),
              failure -> new GuardLook.Unseen(failure.summary()));
      note(guard.name(), seen);
    }
    context.recorder().commit();
  }

  private void note(String guard, GuardLook seen) {
    boolean advised = last(guard).filter(act -> act == GuardAct.ADVISED).isPresent();
    switch (seen) {
      case GuardLook.Calm calm -> {
        if (advised) {
          note(guard, GuardAct.RELEASED, calm.text());
        }
      }
      case GuardLook.Advice advice -> {
        if (!advised) {
          note(guard, GuardAct.ADVISED, advice.text());
        }
      }
      case GuardLook.Cleaned cleaned -> {
        note(guard, GuardAct.CLEANED, cleaned.text());
        if (!cleaned.enough()) {
          note(guard, GuardAct.ADVISED, cleaned.text() + "; no old log of ours is left to remove");
        }
      }
      case GuardLook.Overload overload -> note(guard, GuardAct.ADVISED, overload.text());
      case GuardLook.Unseen unseen -> {}
    }
  }

  /** Whoever held work was killed while it did. */
  private void endHolds() {
    for (Guard guard : holding) {
      if (last(guard.name()).filter(act -> act == GuardAct.HELD).isPresent()) {
        note(guard.name(), GuardAct.RELEASED, "the process that waited is gone");
      }
    }
  }

  /** Waits while a guard holds new work. Costs a comparison of two numbers when it is not due. */
  void beforeNewWork() throws InterruptedException {
    long now = context.time().nanoseconds();
    if (holding.isEmpty() || now - lookedAt < BETWEEN_LOOKS.toNanos()) {
      return;
    }
    lookedAt = now;
    for (Guard guard : holding) {
      GuardLook seen = guard.look(context.time().machine());
      if (seen instanceof GuardLook.Calm) {
        outwaited.remove(guard.name());
      } else if (seen instanceof GuardLook.Overload overload && !outwaited.contains(guard.name())) {
        hold(guard, overload);
      }
    }
  }

  private void hold(Guard guard, GuardLook.Overload overload) throws InterruptedException {
    GuardRules rules = context.plan().vigilance().guards();
    long begun = context.time().nanoseconds();
    Duration most = shorter(rules.holdAtMost(), left());
    note(guard.name(), GuardAct.HELD, overload.text() + "; new work waits");
    context.recorder().commit();
    GuardLook seen = overload;
    // Only what was seen to be calm ends it: a guard that cannot tell for a moment does not.
    while (!(seen instanceof GuardLook.Calm) && waited(begun).compareTo(most) < 0) {
      context.time().pause(BETWEEN_LOOKS);
      seen = guard.look(context.time().machine());
    }
    lookedAt = context.time().nanoseconds();
    String after = ", after " + waited(begun).toSeconds() + " s";
    if (seen instanceof GuardLook.Calm calm) {
      after += ": " + calm.text();
    } else {
      outwaited.add(guard.name());
      after += "; work goes on all the same, because a deadline rules: " + seen.text();
    }
    note(guard.name(), GuardAct.RELEASED, "new work goes on" + after);
    context.recorder().commit();
  }

  private Duration waited(long begun) {
    return Duration.ofNanos(context.time().nanoseconds() - begun);
  }

  private Duration left() {
    Duration left = Duration.between(context.time().instant(), context.state().deadline());
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Optional<GuardAct> last(String guard) {
    return Optional.ofNullable(context.state().watched().guards().get(guard))
        .map(Event.GuardActed::what);
  }

  private void note(String guard, GuardAct what, String text) {
    context.recorder().note(new Event.GuardActed(guard, what, text));
  }
}
