package io.nuwa.emergency.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LadderPropertiesTest {

  @Property
  void ends_after_exactly_its_budgets_whatever_the_remedies_move(
      @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 5) Integer> budgets,
      @ForAll @Size(min = 1, max = 40) List<Boolean> moves) {
    Ladder ladder = ladder(budgets);
    Map<String, Tally> tallies = new HashMap<>();

    List<String> tried = climb(ladder, tallies, moves);

    assertThat(tried).hasSize(budgets.stream().mapToInt(Integer::intValue).sum());
    ladder
        .rungs()
        .forEach(
            rung ->
                assertThat(tallies.getOrDefault(rung.remedy(), Tally.NONE).used())
                    .isEqualTo(rung.budget()));
  }

  @Property
  void when_nothing_helps_every_remedy_has_its_turn_before_one_has_its_second(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 5) Integer> budgets) {
    Ladder ladder = ladder(budgets);

    List<String> tried = climb(ladder, new HashMap<>(), List.of(false));

    assertThat(tried.subList(0, budgets.size()))
        .containsExactlyElementsOf(ladder.rungs().stream().map(Rung::remedy).toList());
  }

  @Property
  void what_moves_something_is_used_until_its_budget_is_spent(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 5) Integer> budgets) {
    Ladder ladder = ladder(budgets);

    List<String> tried = climb(ladder, new HashMap<>(), List.of(true));

    assertThat(tried).isSorted();
  }

  @Property
  void never_offers_what_is_left_out(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 5) Integer> budgets,
      @ForAll @IntRange(max = 5) int index) {
    Ladder ladder = ladder(budgets);
    String unfit = "r" + index;
    assertThat(ladder.next(name -> Tally.NONE, Set.of(unfit)))
        .satisfies(next -> assertThat(next.map(Rung::remedy)).isNotEqualTo(Optional.of(unfit)));
  }

  private static List<String> climb(
      Ladder ladder, Map<String, Tally> tallies, List<Boolean> moves) {
    var tried = new ArrayList<String>();
    for (Optional<Rung> rung = next(ladder, tallies);
        rung.isPresent();
        rung = next(ladder, tallies)) {
      String name = rung.get().remedy();
      boolean moved = moves.get(tried.size() % moves.size());
      tallies.put(name, tallies.getOrDefault(name, Tally.NONE).applied().judged(moved));
      tried.add(name);
    }
    return tried;
  }

  private static Optional<Rung> next(Ladder ladder, Map<String, Tally> tallies) {
    return ladder.next(name -> tallies.getOrDefault(name, Tally.NONE), Set.of());
  }

  private static Ladder ladder(List<Integer> budgets) {
    var rungs = new ArrayList<Rung>();
    for (int budget : budgets) {
      rungs.add(Rung.of("r" + rungs.size(), budget));
    }
    return new Ladder(rungs);
  }
}
