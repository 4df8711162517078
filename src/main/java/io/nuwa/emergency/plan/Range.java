package io.nuwa.emergency.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which numbers a measurement can give. A threshold that each of them satisfies proves nothing, and
 * one that none satisfies can never be met.
 *
 * @param least the smallest; none when empty
 * @param most the largest; none when empty
 * @param whole whether only whole numbers are measured
 */
public record Range(Optional<BigDecimal> least, Optional<BigDecimal> most, boolean whole) {
  /** Any number. */
  public static final Range ANY = new Range(Optional.empty(), Optional.empty(), false);

  /** How many there are of something: 0 or more. */
  public static final Range COUNT = new Range(Optional.of(BigDecimal.ZERO), Optional.empty(), true);

  /** 0 to 100. */
  public static final Range PERCENT =
      new Range(Optional.of(BigDecimal.ZERO), Optional.of(BigDecimal.valueOf(100)), false);

  /** Whole numbers, both ends included. */
  public static Range between(long least, long most) {
    return new Range(
        Optional.of(BigDecimal.valueOf(least)), Optional.of(BigDecimal.valueOf(most)), true);
  }

  /** Whether every number of the range satisfies it. */
  public boolean always(Threshold threshold) {
    return samples(threshold).stream().allMatch(threshold::holds);
  }

  /** Whether no number of the range satisfies it. */
  public boolean never(Threshold threshold) {
    return samples(threshold).stream().noneMatch(threshold::holds);
  }

  /** A threshold changes its answer at its number alone: one number of each stretch is enough. */
  private List<BigDecimal> samples(Threshold threshold) {
    BigDecimal number = threshold.number();
    var samples = new ArrayList<BigDecimal>();
    least.ifPresent(samples::add);
    most.ifPresent(samples::add);
    if (whole) {
      BigDecimal floor = number.setScale(0, RoundingMode.FLOOR);
      for (int away = -1; away <= 2; away++) {
        samples.add(floor.add(BigDecimal.valueOf(away)));
      }
    } else {
      samples.add(number);
      samples.add(between(least.orElseGet(() -> number.subtract(BigDecimal.TWO)), number));
      samples.add(between(number, most.orElseGet(() -> number.add(BigDecimal.TWO))));
    }
    // An end that is open goes on for ever, so something of it lies beyond every number.
    if (most.isEmpty()) {
      samples.add(
          number.max(least.orElse(number)).add(BigDecimal.TWO).setScale(0, RoundingMode.CEILING));
    }
    return samples.stream().filter(this::contains).toList();
  }

  private static BigDecimal between(BigDecimal one, BigDecimal other) {
    return one.add(other).divide(BigDecimal.TWO);
  }

  private boolean contains(BigDecimal number) {
    return least.map(end -> end.compareTo(number) <= 0).orElse(true)
        && most.map(end -> end.compareTo(number) >= 0).orElse(true);
  }

  /** Such as {@code 0 to 100}, {@code 0 or more}. */
  @Override
  public String toString() {
    if (least.isPresent() && most.isPresent()) {
      return Threshold.plain(least.get()) + " to " + Threshold.plain(most.get());
    }
    return least
        .map(end -> Threshold.plain(end) + " or more")
        .or(() -> most.map(end -> Threshold.plain(end) + " or less"))
        .orElse("any number");
  }
}
