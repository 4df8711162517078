package io.nuwa.emergency.notify.ledger;

import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The ledger's file. What is wrong with it is told once and stops nobody: then the ledger lives as
 * long as the process.
 */
public final class Outbox {
  /** Replaces the file; throws when it could not. A test's way to a full disk and to a kill. */
  @FunctionalInterface
  public interface Pen {
    void write(Path file, String text) throws IOException;
  }

  private final Path file;
  private final Pen pen;
  private final Consumer<String> notice;
  private Optional<String> ours = Optional.empty();
  private boolean complained;

  /**
   * Writes nothing yet.
   *
   * @param notice is told, once, what is wrong with the file
   */
  public Outbox(Path file, Pen pen, Consumer<String> notice) {
    this.file = file;
    this.pen = pen;
    this.notice = notice;
  }

  /** The usual way to write. */
  public static Pen atomically() {
    return AtomicFile::write;
  }

  /** The ledger as it stands: another process may have written it since. */
  public Ledger read(Ledger known) {
    String text;
    try {
      if (!Files.exists(file)) {
        // Deleted: what fires is told anew. Never written: what is known is all there is.
        return ours.isPresent() ? new Ledger() : known;
      }
      text = WholeFile.text(file);
    } catch (IOException e) {
      complain("cannot be read", e);
      return known;
    }
    if (ours.filter(text::equals).isPresent()) {
      return known;
    }
    try {
      Ledger read = LedgerText.read(text);
      ours = Optional.of(text);
      return read;
    } catch (IOException e) {
      setAside(e);
      return known;
    }
  }

  private void setAside(IOException why) {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      ours = Optional.empty();
      notice.accept(
          file + " is damaged: " + why.getMessage() + "; kept as " + aside + ", begun anew");
    } catch (IOException e) {
      complain("is damaged and cannot be set aside", e);
    }
  }

  /** Makes it durable; nothing is written where nothing was ever owed. */
  public void write(Ledger ledger) {
    String text = LedgerText.of(ledger);
    if (ours.filter(text::equals).isPresent() || (ledger.isEmpty() && !Files.exists(file))) {
      return;
    }
    try {
      pen.write(file, text);
      ours = Optional.of(text);
      complained = false;
    } catch (IOException e) {
      complain("cannot be written", e);
    }
  }

  private void complain(String what, IOException why) {
    if (!complained) {
      complained = true;
      notice.accept(
          file
              + " "
              + what
              + ": "
              + why
              + "; alerts go on, but after a restart some may be told twice");
    }
  }
}
