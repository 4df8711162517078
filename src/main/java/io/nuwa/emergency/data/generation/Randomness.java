package io.nuwa.emergency.data.generation;

/**
 * Random bits by address instead of by turn: the same seed and row give the same bits, whichever
 * row is asked for first. So a row can be worked out again where another one depends on it, and
 * nothing has to be remembered (the finaliser is that of SplitMix64, by Steele, Lea and Flood,
 * 2014).
 */
final class Randomness {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Randomness() {}

  static long bits(long seed, long row) {
    long z = seed + (row + 1) * GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A seed of its own for each name, so that columns do not move in step. */
  static long seed(long seed, String name) {
    long mixed = seed;
    for (int i = 0; i < name.length(); i++) {
      mixed = bits(mixed, name.charAt(i));
    }
    return mixed;
  }

  /** From 0 to {@code bound} - 1. */
  static long below(long bits, long bound) {
    return Math.unsignedMultiplyHigh(bits, bound);
  }
}
