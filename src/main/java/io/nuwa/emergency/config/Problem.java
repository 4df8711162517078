package io.nuwa.emergency.config;

/**
 * One thing that is wrong in a file.
 *
 * @param position where
 * @param message what, naming the value
 */
public record Problem(Position position, String message) {
  @Override
  public String toString() {
    return position + ": " + message;
  }
}
