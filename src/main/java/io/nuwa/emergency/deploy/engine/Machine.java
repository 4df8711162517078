package io.nuwa.emergency.deploy.engine;

import io.nuwa.emergency.deploy.socket.HttpAnswer;
import io.nuwa.emergency.process.Completion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machine on which containers run: its programs, sockets, variables and user. */
public interface Machine {

  /**
   * Runs a program to its end.
   *
   * @param words the program and its arguments
   * @param environment on top of this process's own; an empty value removes a variable
   * @param timeout after which it is ended
   */
  Completion run(List<String> words, Map<String, String> environment, Duration timeout)
      throws InterruptedException;

  /**
   * Asks a service that listens on a socket of this machine, by HTTP.
   *
   * @param path from its slash on, with the query
   * @param patience how long the whole answer may take
   * @throws IOException when nobody listens, or the answer does not come
   */
  HttpAnswer get(Path socket, String path, Duration patience)
      throws IOException, InterruptedException;

  /**
   * Tells a service that listens on a socket of this machine to do something, by HTTP.
   *
   * @param path from its slash on, with the query; there is no body
   * @param patience how long the whole answer may take
   * @throws IOException when nobody listens, or the answer does not come: what was asked for may
   *     have happened all the same
   */
  HttpAnswer post(Path socket, String path, Duration patience)
      throws IOException, InterruptedException;

  /** A variable of this process's environment; empty when unset or blank. */
  Optional<String> variable(String name);

  /** Whether a program of this name stands on the search path. */
  boolean has(String program);

  /**
   * Whether somebody listens on this port of the loopback, so that nobody else can. A port that
   * this user may not open at all counts as free: that says nothing of the engine.
   */
  boolean isHeld(int port);

  /** Whether a process of this number runs here. */
  boolean runs(long pid);

  /**
   * Ends a process of this machine by force, if it is still the one that a container began with: a
   * number is given again.
   *
   * @param startedAt when the container was started; its process began shortly before
   * @return whether that process is gone
   */
  boolean end(long pid, Instant startedAt) throws InterruptedException;

  /**
   * Whether a program that was started within the last minute may be ending containers here, such
   * as {@code podman rm}. Whoever does that through a service's socket is not seen.
   */
  boolean somebodyEndsContainers(Instant now);

  /**
   * Why nothing that takes too long on this machine right now may be blamed on whoever is asked:
   * far more processes want to run than there are processors. Empty when that is not so.
   */
  Optional<String> saturation() throws InterruptedException;

  /** The number of the user who runs us; 0 is root. */
  long userId();
}
