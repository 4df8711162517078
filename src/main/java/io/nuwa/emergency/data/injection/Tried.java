package io.nuwa.emergency.data.injection;

import java.util.Optional;

/**
 * What came of trying a schema file out.
 *
 * @param found what it creates; empty when that could not be found out
 * @param why it could not; empty when it could
 */
record Tried<T>(Optional<T> found, String why) {
  static <T> Tried<T> of(T found) {
    return new Tried<>(Optional.of(found), "");
  }

  static <T> Tried<T> not(String why) {
    return new Tried<>(Optional.empty(), why);
  }
}
