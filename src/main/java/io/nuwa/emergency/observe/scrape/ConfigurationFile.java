package io.nuwa.emergency.observe.scrape;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.observe.call.FailedCallException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The user's own prometheus.yml on disk. Owner, group, permissions and a link to it are kept.
 *
 * @param path as the plan names it, made absolute
 */
record ConfigurationFile(Path path) {

  ConfigurationText read() throws IOException, FailedCallException {
    try {
      byte[] bytes = WholeFile.bytes(path);
      // Strictly: a byte that is no UTF-8 would not survive being written back.
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new ConfigurationText(path.toString(), text);
    } catch (CharacterCodingException e) {
      throw new FailedCallException(
          FailureClass.CONFIGURATION, path + " is not UTF-8; it was left as it is", "");
    } catch (NoSuchFileException e) {
      throw new FailedCallException(
          FailureClass.CONFIGURATION,
          path + " does not exist: 'config-file' must name your prometheus.yml",
          "");
    }
  }

  /** Replaces the content and reads it back. */
  void write(ConfigurationText changed) throws IOException, FailedCallException {
    Path real = path.toRealPath();
    Object user = Files.getAttribute(real, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    Object group = Files.getAttribute(real, "unix:gid", LinkOption.NOFOLLOW_LINKS);
    AtomicFile.write(real, changed.text(), Files.getPosixFilePermissions(real));
    if (!user.equals(Files.getAttribute(real, "unix:uid"))) {
      Files.setAttribute(real, "unix:uid", user);
    }
    if (!group.equals(Files.getAttribute(real, "unix:gid"))) {
      Files.setAttribute(real, "unix:gid", group);
    }
    if (!read().text().equals(changed.text())) {
      throw new FailedCallException(
          FailureClass.UNKNOWN, path + " was written and reads differently now", "");
    }
  }
}
