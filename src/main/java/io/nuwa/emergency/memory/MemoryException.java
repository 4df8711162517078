package io.nuwa.emergency.memory;

import java.nio.file.Path;

/** Something that must survive could not be written or read; names the file and the next step. */
public final class MemoryException extends RuntimeException {
  public MemoryException(String what, Path file, Exception cause) {
    super(what + " " + file + ": " + why(cause), cause);
  }

  /**
   * With a whole sentence.
   *
   * @param message names the file, what happened to it and the next step
   */
  MemoryException(String message) {
    super(message);
  }

  /** Java has no class for it; these are the words of the C library. */
  private static boolean lacksSpace(java.io.IOException cause) {
    String said = String.valueOf(cause.getMessage());
    return said.contains("No space left on device") || said.contains("Disk quota exceeded");
  }

  /** Why, for people, with the next step where there is one. */
  public static String why(Exception cause) {
    return switch (cause) {
      case java.nio.file.AccessDeniedException denied ->
          "permission denied; run as the user who owns the folder, or choose another with --home";
      case java.nio.file.NoSuchFileException missing -> "no such file or folder";
      case java.nio.file.NotDirectoryException file -> "is a file where a folder is needed";
      case java.nio.file.FileAlreadyExistsException exists ->
          exists.getFile() + " is a file where a folder is needed";
      case java.nio.charset.CharacterCodingException text -> "is not UTF-8 text";
      case java.io.IOException full when lacksSpace(full) ->
          "no space left on device; make room there and run the same command again";
      case java.nio.file.FileSystemException fault when fault.getReason() != null ->
          fault.getReason();
      default -> cause.getMessage() == null ? cause.toString() : cause.getMessage();
    };
  }
}
