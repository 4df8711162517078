package io.nuwa.emergency.data.injection;

/** Told how far an injection is. */
@FunctionalInterface
public interface RowsSent {
  /**
   * Says it.
   *
   * @param table whose rows are being sent
   * @param count sent so far
   * @param all that will be sent for this table
   */
  void at(String table, long count, long all);
}
