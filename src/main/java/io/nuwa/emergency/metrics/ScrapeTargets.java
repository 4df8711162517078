package io.nuwa.emergency.metrics;

import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * The file that tells a Prometheus by its file_sd where to fetch figures. Prometheus runs as
 * another user, so everybody may read it; it holds no secret.
 *
 * @param file the file
 */
record ScrapeTargets(Path file) {
  /** Replaces it, when it says something else. */
  void write(List<String> targets) throws IOException {
    String text = "[" + JsonText.line(Map.of("targets", targets)) + "]\n";
    if (!Files.isRegularFile(file) || !WholeFile.text(file).equals(text)) {
      AtomicFile.write(file, text, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  /** A target that nobody serves would be down for ever. */
  void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
