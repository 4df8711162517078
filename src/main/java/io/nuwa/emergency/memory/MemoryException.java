package io.nuwa.emergency.memory;

import java.nio.file.Path;

/** Something that must survive could not be written or read; names the file and the next step. */
public final class MemoryException extends RuntimeException {
  public MemoryException(String what, Path file, Exception cause) {
    super(what + " " + file + ": " + reason(cause), cause);
  }

  private static String reason(Exception cause) {
    return switch (cause) {
      case java.nio.file.AccessDeniedException denied ->
          "permission denied; run as the user who owns the folder, or choose another with --home";
      case java.nio.file.NoSuchFileException missing -> "no such file or folder";
      case java.nio.file.NotDirectoryException file -> "is a file where a folder is needed";
      case java.nio.file.FileAlreadyExistsException exists ->
          exists.getFile() + " is a file where a folder is needed";
      case java.nio.file.FileSystemException fault when fault.getReason() != null ->
          fault.getReason();
      default -> cause.getMessage() == null ? cause.toString() : cause.getMessage();
    };
  }
}
