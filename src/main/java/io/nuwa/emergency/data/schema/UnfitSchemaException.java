package io.nuwa.emergency.data.schema;

/** No fitting rows can be made for a table; the message names it and the next step. */
public final class UnfitSchemaException extends RuntimeException {
  public UnfitSchemaException(String message) {
    super(message);
  }
}
