package io.nuwa.emergency.drill.fault;

import io.nuwa.emergency.drill.scene.Scene;
import java.io.IOException;
import java.sql.SQLException;

/**
 * Something that goes wrong with a stack.
 *
 * @param id as it is asked for, such as {@code container-killed}
 * @param what happens, in a few words
 * @param expectation what is right to make of it
 * @param injection how it is brought about
 */
public record Fault(String id, String what, Expectation expectation, Injection injection) {

  /** Brings a fault about. */
  @FunctionalInterface
  public interface Injection {
    /**
     * Breaks it now.
     *
     * @throws UnfitException when this machine or user cannot have the fault
     */
    Trouble inject(Scene scene) throws IOException, SQLException, InterruptedException;
  }

  /** A fault that this machine cannot have; says why. */
  public static final class UnfitException extends IOException {
    public UnfitException(String message) {
      super(message);
    }
  }
}
