package io.nuwa.emergency.drill.fault;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** A fault that was brought about. */
public interface Trouble {

  /** A look that shares nothing with the product's gates. */
  @FunctionalInterface
  interface Look {
    Optional<String> harm() throws IOException, SQLException, InterruptedException;
  }

  /** Something that is done. */
  @FunctionalInterface
  interface Act {
    void run() throws IOException, SQLException, InterruptedException;
  }

  /** Nothing to do. */
  Act NOTHING = () -> {};

  /** Sees no harm of its own: that the stack as a whole works says enough. */
  Look WHOLE_STACK = Optional::empty;

  /** What is wrong still, as this fault's own look sees it; empty when nothing is. */
  Optional<String> harm() throws InterruptedException;

  /** Takes the cause away, where it is still there; may be called twice. */
  void undo() throws IOException, SQLException, InterruptedException;

  /**
   * Brings a trouble about of which half may happen: what fails on the way is undone at once.
   *
   * @param act breaks it
   * @param look sees it
   * @param undo takes it back, also half of it
   */
  static Trouble brought(Act act, Look look, Act undo)
      throws IOException, SQLException, InterruptedException {
    Trouble trouble = of(look, undo);
    try {
      act.run();
    } catch (IOException | SQLException | InterruptedException | RuntimeException half) {
      try {
        trouble.undo();
      } catch (IOException | SQLException | RuntimeException e) {
        half.addSuppressed(e);
      }
      throw half;
    }
    return trouble;
  }

  /** Of two functions. */
  static Trouble of(Look look, Act undo) {
    return new Trouble() {
      @Override
      public Optional<String> harm() throws InterruptedException {
        try {
          return look.harm();
        } catch (IOException | SQLException e) {
          return Optional.of(String.valueOf(e.getMessage()));
        }
      }

      @Override
      public void undo() throws IOException, SQLException, InterruptedException {
        undo.run();
      }
    };
  }
}
