package io.nuwa.emergency.panel;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What is known of the terminal, looked up when it is asked for and not before: a command that
 * prints JSON starts no process and reads no link.
 */
public final class TerminalFacts {
  /** Columns assumed where nobody can tell. */
  static final int USUAL_COLUMNS = 80;

  private static final int NARROWEST = 20;
  private static final int WIDEST = 1000;

  private final Map<String, String> environment;
  private final Descriptors descriptors;

  /** One of the two ways out of a process. */
  public enum Output {
    STDOUT(1),
    STDERR(2);

    private final int descriptor;

    Output(int descriptor) {
      this.descriptor = descriptor;
    }

    int descriptor() {
      return descriptor;
    }
  }

  /** What the operating system knows of open descriptors. */
  interface Descriptors {
    boolean isTerminal(int descriptor);

    /** The columns of the terminal behind a descriptor; empty when it does not tell. */
    OptionalInt columns(int descriptor);
  }

  TerminalFacts(Map<String, String> environment, Descriptors descriptors) {
    this.environment = Map.copyOf(environment);
    this.descriptors = descriptors;
  }

  /**
   * Of this process.
   *
   * @param environment its variables: COLUMNS, NO_COLOR, TERM
   */
  public static TerminalFacts of(Map<String, String> environment) {
    return new TerminalFacts(
        environment, new ProcessDescriptors(Path.of("/proc/self/fd"), new SystemPrograms()));
  }

  /** Whether a person sees this output directly, and it is neither a file nor a pipe. */
  public boolean isTerminal(Output output) {
    return descriptors.isTerminal(output.descriptor());
  }

  /** Whether a line of this output may be redrawn in place. */
  public boolean animated(Output output) {
    return !dumb() && isTerminal(output);
  }

  /**
   * Whether this output is to be coloured: {@code always} and {@code never} win; else only a
   * terminal that is not dumb, unless NO_COLOR is set and not empty (no-color.org).
   */
  public Palette palette(ColourChoice choice, Output output) {
    boolean coloured =
        switch (choice) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> variable("NO_COLOR").isEmpty() && animated(output);
        };
    return coloured ? Palette.ON : Palette.OFF;
  }

  /** Columns of this output: $COLUMNS, else what the terminal says, else 80. */
  public int columns(Output output) {
    OptionalInt asked = columns(variable("COLUMNS"));
    if (asked.isPresent()) {
      return asked.getAsInt();
    }
    if (!isTerminal(output)) {
      return USUAL_COLUMNS;
    }
    OptionalInt told = descriptors.columns(output.descriptor());
    return told.isPresent() && sensible(told.getAsInt()) ? told.getAsInt() : USUAL_COLUMNS;
  }

  private static OptionalInt columns(String text) {
    boolean number =
        !text.isEmpty()
            && text.length() <= 4
            && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    int columns = number ? Integer.parseInt(text) : 0;
    return sensible(columns) ? OptionalInt.of(columns) : OptionalInt.empty();
  }

  private static boolean sensible(int columns) {
    return columns >= NARROWEST && columns <= WIDEST;
  }

  private boolean dumb() {
    String kind = variable("TERM");
    return kind.isEmpty() || kind.equals("dumb");
  }

  private String variable(String name) {
    return environment.getOrDefault(name, "");
  }
}
