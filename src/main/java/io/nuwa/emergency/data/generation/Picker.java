package io.nuwa.emergency.data.generation;

/** Which row of another table a row refers to. */
sealed interface Picker {
  /** The number of the row referred to, from 0; negative for none. */
  long parent(long row);

  /** Anyone, by chance. */
  record Anyone(long seed, long parents) implements Picker {
    @Override
    public long parent(long row) {
      return Randomness.below(Randomness.bits(seed, row), parents);
    }
  }

  /** Somebody earlier in the same table; the first row refers to nobody. */
  record Earlier(long seed) implements Picker {
    @Override
    public long parent(long row) {
      return row == 0 ? -1 : Randomness.below(Randomness.bits(seed, row), row);
    }
  }

  /** Anyone but the one that another reference of the row picks. */
  record Another(long seed, long parents, Picker first) implements Picker {
    @Override
    public long parent(long row) {
      long parent = Randomness.below(Randomness.bits(seed, row), parents - 1);
      return parent < first.parent(row) ? parent : parent + 1;
    }
  }

  /** Itself, or the one with the same number. */
  record Same() implements Picker {
    @Override
    public long parent(long row) {
      return row;
    }
  }

  /**
   * Rows in groups, one group of differing size for each parent and none empty: the lines of
   * orders.
   *
   * @param rows at least as many as {@code parents}
   */
  record Groups(long seed, long parents, long rows) implements Picker {
    @Override
    public long parent(long row) {
      long parent = Math.min(parents - 1, (long) ((double) row * parents / rows));
      while (row < first(parent)) {
        parent--;
      }
      while (row >= first(parent + 1)) {
        parent++;
      }
      return parent;
    }

    /** The first row of a parent's group; the group ends where the next one begins. */
    long first(long parent) {
      if (parent <= 0) {
        return 0;
      }
      if (parent >= parents) {
        return rows;
      }
      double shift = (Randomness.bits(seed, parent) >>> 11) * 0x1.0p-53;
      return parent + (long) ((parent + shift) * (rows - parents) / parents);
    }
  }

  /**
   * One part of a combination that comes only once: row numbers are walked in a stride that has no
   * factor in common with the number of combinations, so none is met twice.
   *
   * @param stride from row to row
   * @param combinations of all parts
   * @param below how many combinations the parts after this one have
   * @param parents of this part
   */
  record Part(long stride, long combinations, long below, long parents) implements Picker {
    @Override
    public long parent(long row) {
      return row * stride % combinations / below % parents;
    }

    /**
     * A stride near the golden ratio, without a factor in common with {@code combinations}; small
     * enough for its product with a row number below 2^31 to be a long.
     */
    static long stride(long combinations) {
      long stride = Math.max(1, (long) (Math.min(combinations, 1L << 31) * 0.618033988749895));
      while (divisor(stride, combinations) != 1) {
        stride++;
      }
      return stride;
    }

    private static long divisor(long a, long b) {
      return b == 0 ? a : divisor(b, a % b);
    }
  }
}
