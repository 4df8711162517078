package io.nuwa.emergency.data.generation;

/**
 * The values of one column, by row. Without memory: any row may be asked for at any time, which is
 * how a reference finds the key of the row that it refers to.
 */
@FunctionalInterface
interface Field {

  /** Writes the value of a row, counted from 0. */
  void write(RowBuffer out, long row);
}
