package io.nuwa.emergency.acceptance.junit;

/**
 * Where a case stands. Two elements are two cases, however alike their names are, so a place is
 * what makes a case one of its kind.
 *
 * @param report the file, with the folder that it lies in
 * @param line of the element, counted from 1
 * @param number of the element in its report
 * @param leg what the suites around it say that sets them apart: host, or else their names
 */
public record Place(String report, int line, int number, String leg) {

  /** For people, to tell cases of one name from each other. */
  String text() {
    return (leg.isEmpty() ? "" : leg + ", ") + report + ":" + line;
  }
}
