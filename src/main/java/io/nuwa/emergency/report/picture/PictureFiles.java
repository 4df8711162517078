package io.nuwa.emergency.report.picture;

import io.nuwa.emergency.control.PictureName;
import io.nuwa.emergency.files.AtomicFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The folder of pictures: written in one go, thinned by our own names only. */
final class PictureFiles {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private PictureFiles() {}

  static boolean isPng(byte[] bytes) {
    return bytes.length > SIGNATURE.length
        && java.util.Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }

  static void write(Path picture, byte[] bytes) throws IOException {
    AtomicFile.write(picture, bytes);
  }

  /** Removes the oldest pictures; those of checkpoints stay. */
  static void thin(Path folder, int keep) throws IOException {
    var ordinary = new ArrayList<Path>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        boolean ours =
            PictureName.parse(file.getFileName().toString())
                .filter(name -> !name.isOfCheckpoint())
                .isPresent();
        if (ours && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          ordinary.add(file);
        }
      }
    }
    List<Path> newestFirst =
        ordinary.stream().sorted(Comparator.comparing(Path::getFileName).reversed()).toList();
    for (Path old : newestFirst.stream().skip(keep).toList()) {
      Files.deleteIfExists(old);
    }
  }
}
