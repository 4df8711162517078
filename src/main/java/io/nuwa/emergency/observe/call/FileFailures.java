package io.nuwa.emergency.observe.call;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.failure.Signature;
import io.nuwa.emergency.failure.Signatures;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;

/** What a file that could not be read or written means. */
public final class FileFailures {
  private static final Signatures SIGNATURES =
      new Signatures(
          List.of(
              Signature.of(FailureClass.NO_SPACE, "No space left on device", "Linux ENOSPC"),
              Signature.of(FailureClass.NO_SPACE, "Disk quota exceeded", "Linux EDQUOT"),
              Signature.of(FailureClass.PERMISSION, "Read-only file system", "Linux EROFS"),
              Signature.of(FailureClass.PERMISSION, "Operation not permitted", "Linux EPERM")));

  private FileFailures() {}

  /** The failure, naming the file where the system named it. */
  public static Failure classify(IOException e) {
    String file = e instanceof FileSystemException named ? named.getFile() : "a file";
    if (e instanceof AccessDeniedException) {
      return Failure.of(
          FailureClass.PERMISSION, file + " may not be used by this user", e.toString());
    }
    return SIGNATURES.classify(file + " cannot be read or written: " + e, e.toString());
  }
}
