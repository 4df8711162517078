package io.nuwa.emergency.observe.scrape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.prometheus.Mark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A file of targets for Prometheus's file_sd. Prometheus runs as another user, so everybody may
 * read it; it holds no secret.
 *
 * @param path the file
 */
record TargetsFile(Path path) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether it lists this job's targets and labels and nothing else, however it is laid out. */
  boolean holds(ScrapeJob job) throws IOException {
    return read().equals(wanted(job))
        && Files.getPosixFilePermissions(path).containsAll(readable());
  }

  /** The mark that was made for this file; empty when it holds none, or one of another file. */
  Optional<Mark> mark() throws IOException {
    String text = read().at("/0/labels/" + Mark.LABEL).asText();
    return Optional.of(new Mark(text)).filter(mark -> mark.isOf(path));
  }

  /** Whether it was written less than so long ago. */
  boolean isYounger(Duration age, Instant now) throws IOException {
    return Files.isRegularFile(path)
        && Duration.between(Files.getLastModifiedTime(path).toInstant(), now).abs().compareTo(age)
            < 0;
  }

  /** What stands in it, or empty. */
  String text() throws IOException {
    return Files.isRegularFile(path)
        ? new String(WholeFile.bytes(path), StandardCharsets.UTF_8)
        : "";
  }

  /** Replaces it and reads it back. */
  void write(ScrapeJob job) throws IOException, FailedCallException {
    if (Files.isDirectory(path)) {
      throw new FailedCallException(
          FailureClass.CONFIGURATION,
          path
              + " is a folder, which container engines make where a file to mount is missing:"
              + " remove it and mount the folder above",
          "");
    }
    Path folder = path.toAbsolutePath().getParent();
    if (!Files.exists(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    AtomicFile.write(path, wanted(job).toPrettyString() + "\n", readable());
    if (!holds(job)) {
      throw new FailedCallException(
          FailureClass.UNKNOWN, path + " was written and reads differently now", text());
    }
  }

  private JsonNode read() throws IOException {
    try {
      return JSON.readTree(text());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static JsonNode wanted(ScrapeJob job) {
    var list = JsonNodeFactory.instance.arrayNode();
    var group = list.addObject();
    var targets = group.putArray("targets");
    job.targets().forEach(targets::add);
    var labels = group.putObject("labels");
    job.labels().forEach(labels::put);
    return list;
  }

  private static java.util.Set<java.nio.file.attribute.PosixFilePermission> readable() {
    return PosixFilePermissions.fromString("rw-r--r--");
  }
}
