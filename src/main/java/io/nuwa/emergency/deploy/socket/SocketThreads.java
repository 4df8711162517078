package io.nuwa.emergency.deploy.socket;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Threads that wait at sockets. Not virtual ones: the JVM's poller, which those need and which
 * never ends, makes each exit of the JVM 300 ms longer, because it waits for threads in system
 * calls.
 */
public final class SocketThreads {
  private SocketThreads() {}

  /** A thread for each piece of work. */
  public static ExecutorService each() {
    return Executors.newThreadPerTaskExecutor(
        Thread.ofPlatform().daemon().name("socket-", 0).factory());
  }
}
