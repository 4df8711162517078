package io.nuwa.emergency.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The few functions of the C library that start a program and wait for it: Linux with glibc 2.34 or
 * newer, 64 bits. Numbers are those of the kernel's interface, the same on x86-64 and arm64.
 */
@SuppressWarnings("restricted") // Granted in the JAR's manifest, and checked before use.
final class Libc {
  private static final int CLOSE_ON_EXEC = 0x80000;
  private static final int PIDFD_OPEN = 434;
  private static final int LOCAL_FAMILY = 1;
  private static final int DATAGRAM = 2;

  private final Linker linker = Linker.nativeLinker();
  private final SymbolLookup symbols = linker.defaultLookup();
  private final MethodHandle spawn =
      function("posix_spawnp", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
  private final MethodHandle actionsInit = function("posix_spawn_file_actions_init", ADDRESS);
  private final MethodHandle actionsDestroy = function("posix_spawn_file_actions_destroy", ADDRESS);
  private final MethodHandle addOpen =
      function("posix_spawn_file_actions_addopen", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private final MethodHandle addDuplicate =
      function("posix_spawn_file_actions_adddup2", ADDRESS, JAVA_INT, JAVA_INT);
  private final MethodHandle addFolder =
      function("posix_spawn_file_actions_addchdir_np", ADDRESS, ADDRESS);
  private final MethodHandle addCloseFrom =
      function("posix_spawn_file_actions_addclosefrom_np", ADDRESS, JAVA_INT);
  private final MethodHandle pipe = function("pipe2", ADDRESS, JAVA_INT);
  private final MethodHandle close = function("close", JAVA_INT);
  private final MethodHandle poll = function("poll", ADDRESS, JAVA_LONG, JAVA_INT);
  private final MethodHandle wait = function("waitpid", JAVA_INT, ADDRESS, JAVA_INT);
  private final MethodHandle read =
      linker.downcallHandle(
          symbols.findOrThrow("read"),
          FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private final MethodHandle write =
      linker.downcallHandle(
          symbols.findOrThrow("write"),
          FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private final MethodHandle socket = function("socket", JAVA_INT, JAVA_INT, JAVA_INT);
  private final MethodHandle sendTo =
      linker.downcallHandle(
          symbols.findOrThrow("sendto"),
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
  private final MethodHandle systemCall =
      linker.downcallHandle(
          symbols.findOrThrow("syscall"),
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT),
          Linker.Option.firstVariadicArg(1));
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
    call(() -> (int) actionsInit.invokeExact(actions));
  }

  void endActions(MemorySegment actions) {
    call(() -> (int) actionsDestroy.invokeExact(actions));
  }

  void open(MemorySegment actions, int as, MemorySegment path) {
    call(() -> (int) addOpen.invokeExact(actions, as, path, 0, 0));
  }

  void duplicate(MemorySegment actions, int from, int to) {
    call(() -> (int) addDuplicate.invokeExact(actions, from, to));
  }

  void folder(MemorySegment actions, MemorySegment path) {
    call(() -> (int) addFolder.invokeExact(actions, path));
  }

  void closeFrom(MemorySegment actions, int least) {
    call(() -> (int) addCloseFrom.invokeExact(actions, least));
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
        () -> (int) spawn.invokeExact(pid, program, actions, attributes, words, environment));
  }

  /** Two descriptors: what is written to the second comes out of the first. 0 when it worked. */
  int pipe(MemorySegment descriptors) {
    return call(() -> (int) pipe.invokeExact(descriptors, CLOSE_ON_EXEC));
  }

  void close(int descriptor) {
    call(() -> (int) close.invokeExact(descriptor));
  }

  /** Waits for one of the descriptors, or this many milliseconds. */
  int poll(MemorySegment descriptors, long count, int milliseconds) {
    return call(() -> (int) poll.invokeExact(descriptors, count, milliseconds));
  }

  int waitFor(int pid, MemorySegment status) {
    return call(() -> (int) wait.invokeExact(pid, status, 0));
  }

  int read(int descriptor, MemorySegment buffer) {
    return call(() -> (int) (long) read.invokeExact(descriptor, buffer, buffer.byteSize()));
  }

  int write(int descriptor, MemorySegment bytes) {
    return call(() -> (int) (long) write.invokeExact(descriptor, bytes, bytes.byteSize()));
  }

  /** A socket for single messages on this machine; negative when there is none to be had. */
  int datagramSocket() {
    return call(() -> (int) socket.invokeExact(LOCAL_FAMILY, DATAGRAM | CLOSE_ON_EXEC, 0));
  }

  /** How many bytes were sent; negative when they were not. */
  int send(int socket, MemorySegment bytes, MemorySegment address) {
    return call(
        () ->
            (int)
                (long)
                    sendTo.invokeExact(
                        socket, bytes, bytes.byteSize(), 0, address, (int) address.byteSize()));
  }

  /**
   * A descriptor that can be polled for the end of a process, child or not; negative when there is
   * no such process, or the kernel has no such descriptors.
   */
  int watch(int pid) {
    return call(() -> (int) (long) systemCall.invokeExact((long) PIDFD_OPEN, pid, 0));
  }

  private MethodHandle function(String name, MemoryLayout... arguments) {
    return linker.downcallHandle(
        symbols.findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
  }

  private interface Call {
    @SuppressWarnings("IllegalThrows")
    int now() throws Throwable;
  }

  private static int call(Call call) {
    try {
      return call.now();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
