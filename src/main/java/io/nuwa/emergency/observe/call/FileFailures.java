package io.nuwa.emergency.observe.call;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.failure.KnownSignatures;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** What a file that could not be read or written means. */
public final class FileFailures {
  private FileFailures() {}

  /** The failure, naming the file where the system named it. */
  public static Failure classify(IOException e) {
    String file = e instanceof FileSystemException named ? named.getFile() : "a file";
    if (e instanceof AccessDeniedException) {
      return Failure.of(
          FailureClass.PERMISSION, file + " may not be used by this user", e.toString());
    }
    return KnownSignatures.of("file")
        .classify(file + " cannot be read or written: " + e, e.toString());
  }
}
