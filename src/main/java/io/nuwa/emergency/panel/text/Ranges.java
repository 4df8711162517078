package io.nuwa.emergency.panel.text;

/** Looks a number up in sorted ranges, each given by its first and its last number. */
final class Ranges {
  private Ranges() {}

  static boolean contain(int[] ranges, int number) {
    int low = 0;
    int high = ranges.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (number < ranges[2 * middle]) {
        high = middle - 1;
      } else if (number > ranges[2 * middle + 1]) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }
}
