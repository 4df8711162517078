package io.nuwa.emergency.process;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Lets go of the terminal or pipe that a process was started from: whoever waits for its output
 * need not wait any longer, and the terminal may go. The process stays the same, its PID too.
 */
public final class Detachment {
  private static final Path NOTHING = Path.of("/dev/null");

  private Detachment() {}

  /**
   * Gives the process a session of its own, and its standard streams to a file. A process that
   * leads its group, as the shell of a terminal makes one that it puts in the background, keeps its
   * session: hang-ups reach it, and have to be survived.
   *
   * @param log takes standard output and error, where these went to a terminal, a pipe or a device;
   *     where it is no ordinary file, nothing does
   * @return whether it was done; not where the C library cannot be called
   */
  public static boolean to(Path log) {
    return Libc.here().filter(libc -> let(libc, log)).isPresent();
  }

  private static boolean let(Libc libc, Path log) {
    // A pipe by the name of the log would be waited for.
    boolean ordinary = Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS);
    try (Arena arena = Arena.ofConfined()) {
      int in = libc.open(arena.allocateFrom(NOTHING.toString()), false);
      int out =
          libc.open(
              arena.allocateFrom((ordinary ? log.toAbsolutePath() : NOTHING).toString()), true);
      if (in < 0 || out < 0) {
        return false;
      }
      libc.newSession();
      System.out.flush();
      System.err.flush();
      for (int stream = 0; stream <= 2; stream++) {
        if (isWaitedFor(stream)) {
          libc.replace(stream, stream == 0 ? in : out);
        }
      }
      libc.close(in);
      libc.close(out);
      return true;
    }
  }

  /**
   * Whether a terminal, a pipe or a device is at the other end. A file waits for nothing; and where
   * a stream was closed from the start, its number may be that of a file of the JVM by now.
   */
  private static boolean isWaitedFor(int stream) {
    try {
      String end = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream)).toString();
      return end.startsWith("/dev/") || end.startsWith("pipe:") || end.startsWith("socket:");
    } catch (IOException e) {
      return false;
    }
  }
}
