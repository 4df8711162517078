package io.nuwa.emergency.data.injection;

import java.util.List;

/**
 * How a database compares with its schema file.
 *
 * @param wrong what is missing or different; each line names the next step
 * @param uncompared needed tables that are there, but whose columns were not compared
 * @param why they were not; empty when all were
 */
public record SchemaComparison(List<String> wrong, List<String> uncompared, String why) {
  public SchemaComparison {
    wrong = List.copyOf(wrong);
    uncompared = List.copyOf(uncompared);
  }
}
