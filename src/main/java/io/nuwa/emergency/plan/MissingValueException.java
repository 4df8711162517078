package io.nuwa.emergency.plan;

/** A template names something that stands for nothing at this moment. */
public final class MissingValueException extends RuntimeException {
  private final String name;

  public MissingValueException(String name) {
    super(
        name.startsWith(Values.SECRET)
            // Not "secret 'X'": what follows that word is hidden as if it were one.
            ? "no line for "
                + name.substring(Values.SECRET.length())
                + " in the stack's environment-file; write it there"
            : "'${" + name + "}' stands for nothing here");
    this.name = name;
  }

  public String name() {
    return name;
  }
}
