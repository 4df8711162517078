package io.nuwa.emergency.data.generation;

/**
 * A foreign key: what stands in the column that it refers to, in the row that was picked.
 *
 * @param target the column referred to
 */
record Reference(Field target, Picker picker) implements Field {
  @Override
  public void write(RowBuffer out, long row) {
    long parent = picker.parent(row);
    if (parent < 0) {
      out.empty();
    } else {
      target.write(out, parent);
    }
  }
}
