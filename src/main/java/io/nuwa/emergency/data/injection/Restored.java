package io.nuwa.emergency.data.injection;

import java.util.List;
import java.util.Optional;

/**
 * What restoring a schema did.
 *
 * @param created tables, columns and constraints that were missing and are there now
 * @param left what could not be put back, each with its reason
 * @param cleaned the rows of ours that were taken back before; empty when nothing was missing
 * @param unknown why it is not known what is missing, and nothing was done; empty when it is
 */
public record Restored(
    List<String> created, List<String> left, String cleaned, Optional<String> unknown) {
  public Restored {
    created = List.copyOf(created);
    left = List.copyOf(left);
  }

  static Restored not(String why) {
    return new Restored(List.of(), List.of(), "", Optional.of(why));
  }
}
