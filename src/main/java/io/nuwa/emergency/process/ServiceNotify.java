package io.nuwa.emergency.process;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the service manager how this process is, by the protocol of systemd's {@code sd_notify}: a
 * message to the socket that {@code NOTIFY_SOCKET} names. Does nothing where no manager asked.
 */
public final class ServiceNotify {
  private static final short LOCAL_FAMILY = 1;
  private static final int LONGEST_ADDRESS = 107;

  private final Optional<Libc> libc;
  private final String socket;
  private final Optional<Duration> watchdog;

  private ServiceNotify(Optional<Libc> libc, String socket, Optional<Duration> watchdog) {
    this.libc = libc;
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /** The one that started this process, as its environment says. */
  public static ServiceNotify of(Map<String, String> environment) {
    String socket = environment.getOrDefault("NOTIFY_SOCKET", "");
    boolean usable =
        (socket.startsWith("/") || socket.startsWith("@"))
            && socket.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ADDRESS;
    if (!usable) {
      return new ServiceNotify(Optional.empty(), "", Optional.empty());
    }
    return new ServiceNotify(Libc.here(), socket, watchdog(environment));
  }

  /** As {@code sd_watchdog_enabled} reads it: a PID that is not ours means another process. */
  private static Optional<Duration> watchdog(Map<String, String> environment) {
    String self = String.valueOf(ProcessHandle.current().pid());
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    return micros.matches("[1-9]\\d{0,14}")
            && environment.getOrDefault("WATCHDOG_PID", self).equals(self)
        ? Optional.of(Duration.ofNanos(Long.parseLong(micros) * 1000))
        : Optional.empty();
  }

  /** How long it waits for a sign of life before it ends this process; empty when it does not. */
  public Optional<Duration> watchdog() {
    return watchdog;
  }

  /** Work has begun. */
  public void ready(String status) {
    tell("READY=1\nSTATUS=" + status);
  }

  /** A sign of life, for the watchdog. */
  public void alive() {
    tell("WATCHDOG=1");
  }

  /** One line for {@code systemctl status}. */
  public void status(String text) {
    tell("STATUS=" + text);
  }

  /** An orderly end has begun. */
  public void stopping() {
    tell("STOPPING=1");
  }

  /** Whether it was taken; a manager that is gone is no reason to stop working. */
  private boolean tell(String message) {
    if (libc.isEmpty()) {
      return false;
    }
    int descriptor = libc.get().datagramSocket();
    if (descriptor < 0) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      byte[] name = socket.getBytes(StandardCharsets.UTF_8);
      if (name[0] == '@') {
        name[0] = 0;
      }
      MemorySegment address = arena.allocate(2L + name.length, 8);
      address.set(JAVA_SHORT, 0, LOCAL_FAMILY);
      MemorySegment.copy(name, 0, address, JAVA_BYTE, 2, name.length);
      byte[] text = message.getBytes(StandardCharsets.UTF_8);
      return libc.get().send(descriptor, arena.allocateFrom(JAVA_BYTE, text), address) >= 0;
    } finally {
      libc.get().close(descriptor);
    }
  }
}
