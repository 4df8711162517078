package io.nuwa.emergency.panel;

import io.nuwa.emergency.panel.TerminalFacts.Descriptors;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The descriptors of this process. {@link System#console()} cannot answer for one stream alone, so
 * Linux is asked by the link that each descriptor is; elsewhere {@code test -t} is.
 */
final class ProcessDescriptors implements Descriptors {
  private final Path links;
  private final Programs programs;

  /** Small programs of the operating system. */
  interface Programs {

    /** Whether a program that shares our three streams ends with exit code 0. */
    boolean succeeds(List<String> command);

    /** What a program that reads from {@code input} printed when it ended with exit code 0. */
    Optional<String> output(List<String> command, File input);
  }

  /** Descriptors whose links stand in this folder, such as {@code /proc/self/fd}. */
  ProcessDescriptors(Path links, Programs programs) {
    this.links = links;
    this.programs = programs;
  }

  @Override
  public boolean isTerminal(int descriptor) {
    return Files.isDirectory(links)
        ? device(descriptor).filter(ProcessDescriptors::isTerminalDevice).isPresent()
        : programs.succeeds(List.of("sh", "-c", "test -t " + descriptor));
  }

  @Override
  public OptionalInt columns(int descriptor) {
    File terminal = new File(device(descriptor).orElse("/dev/tty"));
    return programs
        .output(List.of("stty", "size"), terminal)
        .map(ProcessDescriptors::secondNumber)
        .orElse(OptionalInt.empty());
  }

  private Optional<String> device(int descriptor) {
    try {
      return Optional.of(
          Files.readSymbolicLink(links.resolve(Integer.toString(descriptor))).toString());
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static boolean isTerminalDevice(String device) {
    return device.startsWith("/dev/pts/")
        || device.startsWith("/dev/tty")
        || device.equals("/dev/console");
  }

  /** The columns in {@code 24 80}. */
  private static OptionalInt secondNumber(String size) {
    int space = size.indexOf(' ');
    try {
      return OptionalInt.of(Integer.parseInt(size.substring(space + 1).strip()));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
