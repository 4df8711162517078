package io.nuwa.emergency.data.generation;

/** A column of numbers that others reckon with, such as a price. */
interface Amount extends Field {

  /** The value of a row, without its point. */
  long unscaled(long row);

  /** Digits behind the point; 0 for whole numbers. */
  int scale();
}
