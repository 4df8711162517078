package io.nuwa.emergency.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.control.Looks;
import io.nuwa.emergency.memory.RunLock;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.WatchSight;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.Sentinel;
import io.nuwa.emergency.step.Sighting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
  private static final Duration BOX = Duration.ofHours(48);

  @TempDir private Path home;

  @Test
  void forty_eight_hours_pass_every_checkpoint_once_and_end_with_one_decision() throws Exception {
    var vigil = new Vigil(home).watchFor(BOX.plusHours(12));

    assertThat(vigil.events(Event.CheckpointReached.class))
        .extracting(Event.CheckpointReached::checkpoint, Event.CheckpointReached::met)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("6h", true),
            org.assertj.core.groups.Tuple.tuple("18h", true),
            org.assertj.core.groups.Tuple.tuple("36h", true),
            org.assertj.core.groups.Tuple.tuple("48h", true));
    List<Event.DecisionMade> decisions = vigil.events(Event.DecisionMade.class);
    assertThat(decisions.getLast().decision()).isEqualTo(Decision.GO);
    long afterTheEnd =
        vigil.entries().stream()
            .filter(entry -> entry.event() instanceof Event.DecisionMade)
            .filter(entry -> !entry.at().isBefore(vigil.looks.getFirst().after().deadline()))
            .count();
    assertThat(afterTheEnd).isEqualTo(1);
    // At the start, and at 6, 12, ... 54 h.
    assertThat(vigil.looks).hasSize(10).allMatch(Look::whole);
  }

  @Test
  void a_watch_whose_journal_was_removed_or_emptied_ends() throws Exception {
    var removed = new Vigil(home.resolve("removed")).watchFor(Duration.ofMinutes(1));
    Files.delete(removed.memory.journal());
    assertThatThrownBy(() -> removed.watchFor(Duration.ofHours(7)))
        .isInstanceOf(Looks.LostException.class)
        .hasMessageContaining("journal.jsonl no longer holds");
    assertThat(removed.memory.journal()).doesNotExist();

    var emptied = new Vigil(home.resolve("emptied")).watchFor(Duration.ofMinutes(1));
    Files.write(emptied.memory.journal(), new byte[0]);
    assertThatThrownBy(() -> emptied.watchFor(Duration.ofHours(7)))
        .isInstanceOf(Looks.LostException.class);
    assertThat(emptied.memory.journal()).isEmptyFile();
  }

  @Test
  void what_cannot_be_mended_ends_with_no_go_and_its_reasons() throws Exception {
    var vigil = new Vigil(home);
    vigil.feature.reads("b", 0);

    vigil.watchFor(BOX.plusHours(7));

    Event.DecisionMade last = vigil.events(Event.DecisionMade.class).getLast();
    assertThat(last.decision()).isEqualTo(Decision.NO_GO);
    assertThat(last.reasons()).anyMatch(reason -> reason.startsWith("B is "));
    assertThat(vigil.events(Event.CheckpointReached.class))
        .extracting(Event.CheckpointReached::met)
        .containsExactly(true, false, false, false);
  }

  @Test
  void a_sighting_is_followed_at_once_mended_and_looked_at_again_a_little_later() throws Exception {
    var vigil = new Vigil(home).watchFor(Duration.ofMinutes(1));
    vigil.feature.reads("a", 0).reads("a", 1);
    vigil.feature.remedy("mend", _ -> RemedyResult.Applied.of("mended"));
    int before = vigil.looks.size();

    vigil.sight("thing");
    vigil.watchFor(Duration.ofSeconds(40));

    assertThat(vigil.feature.effects).contains("remedy:mend");
    assertThat(vigil.events(Event.BlockerReopened.class)).hasSize(1);
    assertThat(vigil.looks.subList(before, vigil.looks.size()))
        .extracting(Look::whole)
        .containsExactly(false, true);
    assertThat(vigil.looks.getLast().after().blockers().get("A").status())
        .isEqualTo(Status.RESOLVED);
    assertThat(vigil.notices).contains("thing: seen");
  }

  @Test
  void what_names_no_measurement_has_everything_looked_at_now_and_less_often_when_it_comes_again()
      throws Exception {
    var vigil = new Vigil(home).watchFor(Duration.ofMinutes(1));
    vigil.feature.reads("a", 0).reads("a", 1);
    vigil.feature.remedy("mend", _ -> RemedyResult.Applied.of("mended"));
    int before = vigil.looks.size();
    var targets = new Message.Seen(Sighting.of("targets", "one is down", List.of()));

    vigil.send(targets);
    vigil.watchFor(Duration.ofMillis(500));
    assertThat(vigil.looks.subList(before, vigil.looks.size()))
        .extracting(Look::whole)
        .containsExactly(true);
    assertThat(vigil.feature.effects).contains("remedy:mend");
    assertThat(vigil.notices).contains("targets: one is down");

    vigil.watchFor(Duration.ofMinutes(1));
    int rested = vigil.looks.size();
    for (int second = 1; second <= 60; second++) {
      vigil.sendAt(Duration.ofSeconds(second), targets);
    }
    vigil.watchFor(Duration.ofSeconds(62));
    // The first, and then 2, 4, 8 and 16 s after the one before.
    assertThat(vigil.looks.size() - rested).isBetween(5, 6);
  }

  @Test
  void what_a_blocker_stands_on_is_measured_and_mended_before_it() throws Exception {
    var vigil =
        new Vigil(
                home, Vigil.PLAN.replace("id: b, probe: scripted,", "id: b, probe: scripted-too,"))
            .watchFor(Duration.ofMinutes(1));
    vigil.feature.reads("a", 0).reads("a", 1).reads("b", 1);
    vigil.feature.remedy("mend", _ -> RemedyResult.Applied.of("mended"));

    vigil.send(
        new Message.Seen(Sighting.of("far end", "cannot be reached", List.of("scripted-too"))));
    vigil.watchFor(Duration.ofSeconds(5));

    assertThat(vigil.events(Event.BlockerReopened.class))
        .extracting(Event.BlockerReopened::blocker)
        .containsExactly("A");
    assertThat(vigil.feature.effects).contains("remedy:mend");
    assertThat(vigil.looks.getLast().after().allResolved()).isTrue();
  }

  @Test
  void without_repair_what_is_red_is_reopened_and_left() throws Exception {
    var vigil = new Vigil(home).watchFor(Duration.ofMinutes(1));
    var reporting = new Vigil(home, false, looks -> looks);
    reporting.feature.reads("a", 0);

    reporting.watchFor(Duration.ofMinutes(1));

    assertThat(reporting.events(Event.BlockerReopened.class)).hasSize(1);
    assertThat(reporting.feature.effects).isEmpty();
    assertThat(vigil.events(Event.RemedyTried.class)).isEmpty();
  }

  @Test
  void whoever_else_works_on_the_run_is_waited_for_and_named_once() throws Exception {
    var vigil = new Vigil(home);
    try (RunLock _ = RunLock.take(vigil.memory, "execute B-1")) {
      vigil.watchFor(Duration.ofMinutes(3));

      assertThat(vigil.looks).isEmpty();
      assertThat(vigil.notices).hasSize(1).first().asString().contains("'execute B-1'");
    }
    vigil.watchFor(Duration.ofMinutes(6));

    assertThat(vigil.looks).isNotEmpty();
  }

  @Test
  void a_look_that_breaks_is_told_once_and_tried_again() throws Exception {
    var broken = new Broken(new IllegalStateException("no space left"));
    var vigil = new Vigil(home, true, looks -> broken.before(looks));

    Instant began = vigil.time.instant();
    vigil.watchFor(Duration.ofMinutes(2));
    assertThat(vigil.notices).containsExactly("a look broke and is tried again: " + broken.fault);
    assertThat(vigil.heartbeat.sight())
        .isEqualTo(new WatchSight.Blind(began, String.valueOf(broken.fault)));

    broken.mended = true;
    vigil.watchFor(Duration.ofMinutes(6));
    assertThat(vigil.looks).isNotEmpty();
    assertThat(vigil.heartbeat.sight()).isEqualTo(new WatchSight.Sees());
  }

  @Test
  void a_program_that_was_replaced_ends_the_watch_and_says_so() {
    var broken = new Broken(new NoClassDefFoundError("io/nuwa/emergency/Gone"));
    var vigil = new Vigil(home, true, looks -> broken.before(looks));

    assertThatThrownBy(vigil::runOn)
        .isInstanceOf(ReplacedException.class)
        .hasMessageContaining("start it again");
  }

  @Test
  void a_bad_plan_keeps_the_old_one_and_says_so() throws Exception {
    var vigil = new Vigil(home).watchFor(Duration.ofMinutes(1));

    vigil.planText("plan: [");
    vigil.send(new Message.ReloadPlan());
    vigil.watchFor(Duration.ofMinutes(1));
    assertThat(vigil.notices).anyMatch(n -> n.startsWith("the plan was not read again"));
    assertThat(vigil.looks).hasSize(1);

    vigil.planText(Vigil.PLAN.replace("title: Vigil", "title: Changed"));
    vigil.send(new Message.ReloadPlan());
    vigil.watchFor(Duration.ofMinutes(1));
    assertThat(vigil.looks.getLast().after().title()).isEqualTo("Changed");
  }

  @Test
  void a_plan_that_somebody_else_has_the_run_follow_is_not_taken_back() throws Exception {
    var vigil = new Vigil(home).watchFor(Duration.ofMinutes(1));
    vigil.planText(Vigil.PLAN.replace("title: Vigil", "title: Other"));
    vigil.watchFor(Duration.ofMinutes(1));
    assertThat(vigil.notices).isEmpty();
    vigil.somebodyLooks();

    vigil.sight("a");
    vigil.watchFor(Duration.ofHours(7));

    assertThat(vigil.notices).contains("the plan was read again from plan.yaml");
    assertThat(vigil.events(Event.PlanAdopted.class)).hasSize(1);
    assertThat(vigil.looks.getLast().plan().title()).isEqualTo("Other");
  }

  @Test
  void somebody_may_ask_for_a_look_now() throws Exception {
    var vigil = new Vigil(home).watchFor(Duration.ofMinutes(1));

    vigil.send(new Message.LookNow());
    vigil.watchFor(Duration.ofMinutes(1));

    assertThat(vigil.looks).hasSize(2).allMatch(Look::whole);
  }

  @Test
  void a_machine_that_slept_makes_up_for_it_with_one_look() throws Exception {
    var vigil = new Vigil(home).watchFor(Duration.ofMinutes(1));

    vigil.time.set(vigil.time.instant().plus(Duration.ofHours(40)));
    vigil.watchFor(Duration.ofMinutes(5));

    assertThat(vigil.looks).hasSize(2);
    assertThat(vigil.events(Event.CheckpointReached.class))
        .extracting(Event.CheckpointReached::checkpoint)
        .containsExactly("6h", "18h", "36h");
  }

  @Test
  void a_clock_that_is_set_back_moves_no_look_away() throws Exception {
    var vigil = new Vigil(home).watchFor(Duration.ofMinutes(1));

    vigil.time.set(vigil.time.instant().minus(Duration.ofHours(5)));
    for (int i = 0; i < 6 * 60 * 2 + 20 && vigil.looks.size() < 2; i++) {
      vigil.turn();
    }

    assertThat(vigil.looks).hasSize(2);
  }

  @Test
  void a_month_of_watching_leaves_a_journal_that_grows_by_its_looks_only() throws Exception {
    var vigil = new Vigil(home).watchFor(Duration.ofDays(3));
    long bytes = Files.size(vigil.memory.journal());
    int looks = vigil.looks.size();

    vigil.watchFor(Duration.ofDays(10));
    long tenDays = Files.size(vigil.memory.journal()) - bytes;
    int looksOfTenDays = vigil.looks.size() - looks;
    bytes = Files.size(vigil.memory.journal());
    vigil.watchFor(Duration.ofDays(20));
    long twentyDays = Files.size(vigil.memory.journal()) - bytes;

    assertThat(looksOfTenDays).isEqualTo(40);
    assertThat((double) twentyDays / tenDays).isBetween(1.9, 2.1);
    // Two gates, four times a day.
    assertThat(tenDays / looksOfTenDays).isLessThan(1500);
    assertThat(vigil.notices).isEmpty();
  }

  @Test
  void a_flapping_sign_does_not_keep_the_watch_busy() throws Exception {
    var vigil = new Vigil(home).watchFor(Duration.ofMinutes(1));
    for (int second = 1; second < 3600; second++) {
      vigil.sightAt(Duration.ofSeconds(second), "flapping");
    }
    int before = vigil.looks.size();

    vigil.watchFor(Duration.ofHours(1));

    assertThat(vigil.looks.size() - before).isBetween(5, 30);
  }

  /** Looks that break for a while. */
  private static final class Broken {
    final Throwable fault;
    boolean mended;

    Broken(Throwable fault) {
      this.fault = fault;
    }

    Looks before(Looks looks) {
      return new Looks() {
        @Override
        public Result lookAtEverything(Plan plan) throws InterruptedException {
          if (!mended) {
            switch (fault) {
              case Error error -> throw error;
              case RuntimeException exception -> throw exception;
              default -> throw new AssertionError(fault);
            }
          }
          return looks.lookAtEverything(plan);
        }

        @Override
        public Result lookAt(Plan plan, List<String> probes) throws InterruptedException {
          return looks.lookAt(plan, probes);
        }

        @Override
        public Optional<RunState> refresh() {
          return looks.refresh();
        }

        @Override
        public List<Sentinel> sentinels(Plan plan) {
          return looks.sentinels(plan);
        }

        @Override
        public Values values(Plan plan) {
          return looks.values(plan);
        }
      };
    }
  }
}
