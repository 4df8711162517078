package io.nuwa.emergency.monitor;

import io.nuwa.emergency.files.Folders;
import io.nuwa.emergency.files.PlainFile;
import io.nuwa.emergency.files.Rotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/**
 * What a daemon has to say that is no event of the run, a line each. Nobody reads its terminal; a
 * disk that is full leaves it silent and working.
 */
public final class MonitorLog implements Consumer<String> {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Path file;
  private final InstantSource time;
  private final ZoneId zone;

  /**
   * Writes nothing yet.
   *
   * @param file appended to; made with the first line
   */
  public MonitorLog(Path file, InstantSource time, ZoneId zone) {
    this.file = file;
    this.time = time;
    this.zone = zone;
  }

  @Override
  public synchronized void accept(String text) {
    String line = STAMP.format(time.instant().atZone(zone)) + " " + text.replace('\n', ' ') + "\n";
    try {
      Folders.create(file.toAbsolutePath().getParent());
      if (Rotation.USUAL.isDue(file)) {
        Rotation.USUAL.turn(file);
      }
      Files.writeString(
          PlainFile.writable(file),
          line,
          LinkOption.NOFOLLOW_LINKS,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException | RuntimeException e) {
      // The only way out that is left; where nobody listens there, nobody can be told.
      System.err.print(line);
    }
  }
}
