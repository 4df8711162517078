package io.nuwa.emergency.data.schema;

/**
 * A column of a table.
 *
 * @param name as it is spelt in the catalogue
 * @param type what it can hold
 * @param written its type as PostgreSQL writes it, such as {@code numeric(12,2)}
 * @param nullable whether it may be left empty
 * @param filled whether PostgreSQL fills it when nobody does (default, identity)
 * @param computed whether only PostgreSQL may fill it (generated as an expression)
 * @param sequence the sequence that numbers it, ready for {@code setval}; empty when there is none
 */
public record Column(
    String name,
    ColumnType type,
    String written,
    boolean nullable,
    boolean filled,
    boolean computed,
    String sequence) {

  /** A plain column without default. */
  public static Column of(String name, ColumnType type, boolean nullable) {
    return new Column(name, type, type.toString(), nullable, false, false, "");
  }
}
