package io.nuwa.emergency.drill;

/** Is told how far a drill is, in lines for people. */
@FunctionalInterface
public interface DrillProgress {
  void at(String line);
}
