package io.nuwa.emergency.data.injection;

import java.util.List;

/**
 * What restoring a schema did.
 *
 * @param created tables, columns and constraints that were missing and are there now
 * @param left what could not be put back, each with its reason
 * @param cleaned the rows of ours that were taken back before; empty when nothing was missing
 */
public record Restored(List<String> created, List<String> left, String cleaned) {
  public Restored {
    created = List.copyOf(created);
    left = List.copyOf(left);
  }
}
