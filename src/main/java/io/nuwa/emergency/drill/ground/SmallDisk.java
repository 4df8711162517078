package io.nuwa.emergency.drill.ground;

import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.process.Invocation;
import io.nuwa.emergency.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A disk in memory, a few MiB large, mounted on a folder of a drill. Only root can have one. */
public final class SmallDisk {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private SmallDisk() {}

  /**
   * Mounts one.
   *
   * @throws IOException when this user or machine may not; says why
   */
  public static void mount(Path folder, int mebibytes) throws IOException, InterruptedException {
    run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + mebibytes + "m", "tmpfs", folder);
  }

  /** Takes it off again; what was on it is gone. */
  public static void unmount(Path folder) throws IOException, InterruptedException {
    run("umount", folder);
  }

  private static void run(Object... words) throws IOException, InterruptedException {
    List<String> command = java.util.Arrays.stream(words).map(Object::toString).toList();
    Completion completion =
        new Processes().run(new Invocation(command, Map.of(), Path.of("/"), PATIENCE));
    if (!completion.succeeded()) {
      throw new IOException(String.join(" ", command) + ": " + completion.text().strip());
    }
  }
}
