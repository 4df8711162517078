package io.nuwa.emergency.data.generation;

import java.util.List;

/** Columns of text, all from bytes that were made ready before the first row. */
final class Texts {
  private Texts() {}

  /**
   * A text by its number.
   *
   * @param choices ready in UTF-8
   * @param seed equal for columns that belong together, such as a product's name and category
   */
  record Chosen(Encoded choices, long seed) implements Field {
    static Chosen of(List<String> choices, long seed) {
      return new Chosen(Encoded.of(choices), seed);
    }

    @Override
    public void write(RowBuffer out, long row) {
      out.text(choices.get(Randomness.below(Randomness.bits(seed, row), choices.size())));
    }
  }

  /** The choices one after the other, again from the start when they end. */
  record InTurn(Encoded choices) implements Field {
    @Override
    public void write(RowBuffer out, long row) {
      out.text(choices.get(row % choices.size()));
    }
  }

  /** A JSON object that says nothing. */
  record EmptyDocument(boolean binary) implements Field {
    private static final byte[] PLAIN = {'{', '}'};

    /** The first byte is the version of jsonb's format. */
    private static final byte[] VERSIONED = {1, '{', '}'};

    @Override
    public void write(RowBuffer out, long row) {
      out.text(binary ? VERSIONED : PLAIN);
    }
  }

  /** A random UUID (version 4), equal for equal seeds. */
  record Uuids(long seed) implements Field {
    @Override
    public void write(RowBuffer out, long row) {
      long high = (Randomness.bits(seed, row) & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
      long low = (Randomness.bits(~seed, row) >>> 2) | 0x8000000000000000L;
      out.uuid(high, low);
    }
  }

  /** Yes in so many of a hundred rows. */
  record Yes(long seed, int percent) implements Field {
    @Override
    public void write(RowBuffer out, long row) {
      out.bool(Randomness.below(Randomness.bits(seed, row), 100) < percent);
    }
  }
}
