package io.nuwa.emergency.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the small AOT caches learn from: {@code status --json} on what {@link GlanceStage} left.
 * That command has caches of its own because the JVM maps and links all that a cache holds.
 */
public final class GlanceRehearsal {
  private GlanceRehearsal() {}

  /**
   * Rehearses, on stdout: its stream has classes of its own.
   *
   * @param args the folder where the stage is set, and the names of the homes in it to be looked at
   */
  public static void main(String[] args) {
    rehearse(Path.of(args[0]), Arrays.asList(args).subList(1, args.length), System.out, System.err);
  }

  static void rehearse(Path folder, List<String> homes, PrintStream out, PrintStream err) {
    Optional<Path> program = Optional.of(GlanceStage.program(folder));
    for (String home : homes) {
      String[] words = {"status", "--json", "--home", folder.resolve(home).toString()};
      if (Main.glance(words, program, out, err).isEmpty()) {
        throw new IllegalStateException("the rehearsal does not play the quick way in " + home);
      }
    }
  }
}
