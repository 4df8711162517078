package io.nuwa.emergency.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The few functions of the C library that start a program, wait for it, and leave a terminal: Linux
 * with glibc 2.34 or newer, 64 bits. Numbers are those of the kernel's interface, the same on
 * x86-64 and arm64.
 *
 * <p>All are called as if they took six longs and returned one: each argument travels in a register
 * of its own, a function takes those that it knows, and an {@code int} is the lower half of its
 * register; {@code syscall}, which is variadic, reads the same ones on Linux. So one way to call is
 * linked instead of one for each signature, which takes the JDK milliseconds while it is cold.
 */
@SuppressWarnings("restricted") // Granted in the JAR's manifest, and checked before use.
final class Libc {
  private static final int CLOSE_ON_EXEC = 0x80000;
  private static final int WRITE_AT_END = 0x401;
  private static final int PIDFD_OPEN = 434;
  private static final int LOCAL_FAMILY = 1;
  private static final int DATAGRAM = 2;

  private static final FunctionDescriptor SIX_REGISTERS =
      FunctionDescriptor.of(
          JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private final SymbolLookup symbols = Linker.nativeLinker().defaultLookup();

  /** Takes the address of a function, and six longs. */
  private final MethodHandle call = Linker.nativeLinker().downcallHandle(SIX_REGISTERS);

  private final MemorySegment spawn = symbols.findOrThrow("posix_spawnp");
  private final MemorySegment actionsInit = symbols.findOrThrow("posix_spawn_file_actions_init");
  private final MemorySegment actionsDestroy =
      symbols.findOrThrow("posix_spawn_file_actions_destroy");
  private final MemorySegment addOpen = symbols.findOrThrow("posix_spawn_file_actions_addopen");
  private final MemorySegment addDuplicate =
      symbols.findOrThrow("posix_spawn_file_actions_adddup2");
  private final MemorySegment addFolder =
      symbols.findOrThrow("posix_spawn_file_actions_addchdir_np");
  private final MemorySegment addCloseFrom =
      symbols.findOrThrow("posix_spawn_file_actions_addclosefrom_np");
  private final MemorySegment pipe = symbols.findOrThrow("pipe2");
  private final MemorySegment close = symbols.findOrThrow("close");
  private final MemorySegment openFile = symbols.findOrThrow("open");
  private final MemorySegment replace = symbols.findOrThrow("dup2");
  private final MemorySegment newSession = symbols.findOrThrow("setsid");
  private final MemorySegment poll = symbols.findOrThrow("poll");
  private final MemorySegment wait = symbols.findOrThrow("waitpid");
  private final MemorySegment read = symbols.findOrThrow("read");
  private final MemorySegment write = symbols.findOrThrow("write");
  private final MemorySegment socket = symbols.findOrThrow("socket");
  private final MemorySegment sendTo = symbols.findOrThrow("sendto");
  private final MemorySegment systemCall = symbols.findOrThrow("syscall");
  private final MemorySegment environment =
      symbols.findOrThrow("environ").reinterpret(ADDRESS.byteSize());

  private Libc() {}

  /** Empty when this machine's C library lacks one of them, or this JVM may not call it. */
  static Optional<Libc> here() {
    if (!Libc.class.getModule().isNativeAccessEnabled()
        || !System.getProperty("os.name").equals("Linux")
        || ADDRESS.byteSize() != Long.BYTES) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Libc());
    } catch (NoSuchElementException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** The environment of this process: pointers to {@code NAME=value}, ended by a null pointer. */
  MemorySegment environment() {
    return environment.get(ADDRESS, 0).reinterpret(Long.MAX_VALUE);
  }

  void beginActions(MemorySegment actions) {
    call(actionsInit, actions.address(), 0, 0, 0, 0, 0);
  }

  void endActions(MemorySegment actions) {
    call(actionsDestroy, actions.address(), 0, 0, 0, 0, 0);
  }

  void open(MemorySegment actions, int as, MemorySegment path) {
    call(addOpen, actions.address(), as, path.address(), 0, 0, 0);
  }

  void duplicate(MemorySegment actions, int from, int to) {
    call(addDuplicate, actions.address(), from, to, 0, 0, 0);
  }

  void folder(MemorySegment actions, MemorySegment path) {
    call(addFolder, actions.address(), path.address(), 0, 0, 0, 0);
  }

  void closeFrom(MemorySegment actions, int least) {
    call(addCloseFrom, actions.address(), least, 0, 0, 0, 0);
  }

  /** Starts a program; 0, or the number of the error. */
  int spawn(
      MemorySegment pid,
      MemorySegment program,
      MemorySegment actions,
      MemorySegment attributes,
      MemorySegment words,
      MemorySegment environment) {
    return call(
        spawn,
        pid.address(),
        program.address(),
        actions.address(),
        attributes.address(),
        words.address(),
        environment.address());
  }

  /** Two descriptors: what is written to the second comes out of the first. 0 when it worked. */
  int pipe(MemorySegment descriptors) {
    return call(pipe, descriptors.address(), CLOSE_ON_EXEC, 0, 0, 0, 0);
  }

  void close(int descriptor) {
    call(close, descriptor, 0, 0, 0, 0, 0);
  }

  /** Opens a file that is there to read it, or to write at its end; negative when it cannot. */
  int open(MemorySegment path, boolean append) {
    return call(openFile, path.address(), (append ? WRITE_AT_END : 0) | CLOSE_ON_EXEC, 0, 0, 0, 0);
  }

  /** Makes one descriptor stand for what another one stands for. */
  void replace(int descriptor, int by) {
    call(replace, by, descriptor, 0, 0, 0, 0);
  }

  /** Leaves the session of the terminal; a process that leads a group stays where it is. */
  void newSession() {
    call(newSession, 0, 0, 0, 0, 0, 0);
  }

  /** Waits for one of the descriptors, or this many milliseconds. */
  int poll(MemorySegment descriptors, long count, int milliseconds) {
    return call(poll, descriptors.address(), count, milliseconds, 0, 0, 0);
  }

  int waitFor(int pid, MemorySegment status) {
    return call(wait, pid, status.address(), 0, 0, 0, 0);
  }

  int read(int descriptor, MemorySegment buffer) {
    return call(read, descriptor, buffer.address(), buffer.byteSize(), 0, 0, 0);
  }

  int write(int descriptor, MemorySegment bytes) {
    return call(write, descriptor, bytes.address(), bytes.byteSize(), 0, 0, 0);
  }

  /** A socket for single messages on this machine; negative when there is none to be had. */
  int datagramSocket() {
    return call(socket, LOCAL_FAMILY, DATAGRAM | CLOSE_ON_EXEC, 0, 0, 0, 0);
  }

  /** How many bytes were sent; negative when they were not. */
  int send(int socket, MemorySegment bytes, MemorySegment address) {
    return call(
        sendTo,
        socket,
        bytes.address(),
        bytes.byteSize(),
        0,
        address.address(),
        address.byteSize());
  }

  /**
   * A descriptor that can be polled for the end of a process, child or not; negative when there is
   * no such process, or the kernel has no such descriptors.
   */
  int watch(int pid) {
    return call(systemCall, PIDFD_OPEN, pid, 0, 0, 0, 0);
  }

  /** None of these functions returns more than fits into an {@code int}. */
  private int call(
      MemorySegment function, long one, long two, long three, long four, long five, long six) {
    try {
      return (int) (long) call.invokeExact(function, one, two, three, four, five, six);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
