package io.nuwa.emergency.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A disk that fails where a test says. The product gets {@link #path() its paths} and notices no
 * difference until the call comes that was chosen: every call that changes something is counted,
 * from 1. Nothing is really forced to the medium; instead the disk remembers what was, and after
 * {@link #losePower} only that is left.
 */
public final class FaultyDisk {
  /** What a program may do to a disk. */
  public enum Call {
    OPEN,
    WRITE,
    FORCE,
    TRUNCATE,
    MOVE,
    COPY,
    CREATE_FOLDER,
    DELETE,
    ATTRIBUTES
  }

  /** How a call fails, and whether those behind it fail too. */
  public enum Fault {
    /** One call finds no space; the next one does, because somebody made room. */
    NO_SPACE_ONCE(false),
    /** The disk is full from here on; nothing of a write gets through. */
    FULL(true),
    /** The same, and half of the first write still found room. */
    FULL_AFTER_HALF(true),
    /** The file system was mounted read-only, as Linux does after an error. */
    READ_ONLY(true),
    /** Somebody took the rights away; what is open stays open. */
    DENIED(true),
    /** One call meets a broken sector. */
    BROKEN_ONCE(false),
    /** Forcing to the medium fails from here on. */
    NEVER_FORCED(true),
    /** The machine, or only the process, dies here. */
    DIES(true);

    private final boolean lasts;

    Fault(boolean lasts) {
      this.lasts = lasts;
    }

    private boolean concerns(Call call) {
      return switch (this) {
        case NO_SPACE_ONCE, FULL, FULL_AFTER_HALF ->
            switch (call) {
              case OPEN, WRITE, FORCE, MOVE, COPY, CREATE_FOLDER -> true;
              case TRUNCATE, DELETE, ATTRIBUTES -> false;
            };
        case DENIED ->
            switch (call) {
              case OPEN, MOVE, COPY, CREATE_FOLDER, DELETE, ATTRIBUTES -> true;
              case WRITE, FORCE, TRUNCATE -> false;
            };
        case NEVER_FORCED -> call == Call.FORCE;
        case READ_ONLY, BROKEN_ONCE, DIES -> true;
      };
    }
  }

  private final Durable durable;
  private final FaultyFileSystem files;
  private final Path root;
  private final List<FaultyChannel> open = new ArrayList<>();
  private final List<String> trace = new ArrayList<>();
  private long failingCall = Long.MAX_VALUE;
  private Fault fault = Fault.DIES;
  private boolean struck;
  private long calls;

  /** The disk that holds this real folder; what is in it now counts as forced. */
  public FaultyDisk(Path root) {
    this.root = root;
    this.durable = new Durable(root);
    this.files = new FaultyFileSystem(this);
  }

  /** The folder, as the product shall know it. */
  public Path path() {
    return files.wrap(root);
  }

  /** The {@code number}-th changing call from now on fails so. */
  public FaultyDisk failing(long number, Fault how) {
    failingCall = calls + number;
    fault = how;
    return this;
  }

  /** How many calls would have changed something, those that failed included. */
  public synchronized long calls() {
    return calls;
  }

  /** Whether the fault was met. */
  public synchronized boolean struck() {
    return struck;
  }

  /** The {@code number}-th changing call, such as {@code WRITE journal.jsonl}. */
  public synchronized String call(long number) {
    return number <= trace.size() ? trace.get((int) number - 1) : "never made";
  }

  /** Closes what a dead process would have left to the operating system. */
  public synchronized void closeAll() throws IOException {
    for (FaultyChannel channel : List.copyOf(open)) {
      channel.abandon();
    }
    open.clear();
  }

  /**
   * Leaves of the real folder only what was forced.
   *
   * @param namesToo whether names (creations, moves, deletions) that were not forced are lost as
   *     well; otherwise a file system that orders them differently has kept the names only
   */
  public void losePower(boolean namesToo) throws IOException {
    closeAll();
    durable.restore(namesToo);
  }

  synchronized void opened(FaultyChannel channel) {
    open.add(channel);
  }

  Durable durable() {
    return durable;
  }

  /**
   * Called before something is changed.
   *
   * @return whether only half of a write may get through
   * @throws IOException when this is the call that fails, or one behind it
   */
  synchronized boolean before(Call call, Path path) throws IOException {
    calls++;
    trace.add(call + " " + path.getFileName());
    boolean first = calls == failingCall;
    if (!first && !(calls > failingCall && fault.lasts)) {
      return false;
    }
    if (!fault.concerns(call)) {
      return false;
    }
    boolean half = fault == Fault.FULL_AFTER_HALF && call == Call.WRITE && !struck;
    struck = true;
    if (half) {
      return true;
    }
    throw exception(call, path);
  }

  private IOException exception(Call call, Path path) {
    return switch (fault) {
      case NO_SPACE_ONCE, FULL, FULL_AFTER_HALF -> worded(call, path, "No space left on device");
      case READ_ONLY -> worded(call, path, "Read-only file system");
      case DENIED -> new AccessDeniedException(path.toString());
      case BROKEN_ONCE, NEVER_FORCED -> worded(call, path, "Input/output error");
      case DIES -> worded(call, path, "the machine is dead");
    };
  }

  /** As the JDK does it: channels know no name, what works on names does. */
  private static IOException worded(Call call, Path path, String words) {
    return switch (call) {
      case WRITE, FORCE, TRUNCATE -> new IOException(words);
      case OPEN, MOVE, COPY, CREATE_FOLDER, DELETE, ATTRIBUTES ->
          new FileSystemException(path.toString(), null, words);
    };
  }
}
