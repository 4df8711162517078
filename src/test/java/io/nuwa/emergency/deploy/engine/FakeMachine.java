package io.nuwa.emergency.deploy.engine;

import io.nuwa.emergency.deploy.socket.HttpAnswer;
import io.nuwa.emergency.process.Completion;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A machine whose programs say what they were told to say; remembers what was asked of it. */
public final class FakeMachine implements Machine {
  private final Map<String, Completion> answers = new LinkedHashMap<>();
  private final Map<String, Completion> firstAnswers = new LinkedHashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private final Set<String> programs = new HashSet<>();
  private final List<String> commands = new ArrayList<>();
  private final List<Map<String, String>> environments = new ArrayList<>();
  private final Map<String, HttpAnswer> served = new HashMap<>();
  private final Map<String, Deque<HttpAnswer>> first = new HashMap<>();
  private final Set<String> hanging = new HashSet<>();
  private final Set<Integer> held = new HashSet<>();
  private final Set<Long> running = new HashSet<>();
  private final Set<Long> immortal = new HashSet<>();
  private Runnable whenKilled = () -> {};
  private Optional<String> saturation = Optional.empty();
  private long userId;
  private int ending;
  private Runnable whenEnded = () -> {};

  /** Commands that begin with these words succeed and write this. */
  public FakeMachine answers(String words, String stdout) {
    return says(words, told(stdout));
  }

  /** The first command that begins with these words succeeds and writes this instead. */
  public synchronized FakeMachine answersFirst(String words, String stdout) {
    firstAnswers.put(words, told(stdout));
    return this;
  }

  private static Completion told(String stdout) {
    return new Completion(0, stdout, "", Duration.ofMillis(5), false);
  }

  /** Commands that begin with these words fail and write this to standard error. */
  public FakeMachine refuses(String words, int exitCode, String stderr) {
    return says(words, new Completion(exitCode, "", stderr, Duration.ofMillis(5), false));
  }

  /** Commands that begin with these words end so. */
  public synchronized FakeMachine says(String words, Completion completion) {
    answers.remove(words);
    answers.put(words, completion);
    programs.add(words.split(" ", -1)[0]);
    return this;
  }

  public FakeMachine with(String program) {
    programs.add(program);
    return this;
  }

  public FakeMachine variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  public FakeMachine user(long id) {
    userId = id;
    return this;
  }

  /**
   * Its engine's socket answers a question for this path so; without any, nobody listens there.
   *
   * @param path after {@code POST } and a blank for what is to be done, alone for what is asked
   */
  public synchronized FakeMachine serves(String path, int status, String body) {
    return serves(path, new HttpAnswer(status, "HTTP/1.0 " + status, body));
  }

  public synchronized FakeMachine serves(String path, HttpAnswer answer) {
    served.put(path, answer);
    return this;
  }

  /** It answers this once, before what it answers otherwise. */
  public synchronized FakeMachine servesFirst(String path, int status, String body) {
    first
        .computeIfAbsent(path, _ -> new ArrayDeque<>())
        .add(new HttpAnswer(status, "HTTP/1.0 " + status, body));
    return this;
  }

  /** It takes a question for this path and never answers it. */
  public synchronized FakeMachine hangs(String path) {
    hanging.add(path);
    return serves(path, 200, "");
  }

  /** Somebody listens on this port. */
  public FakeMachine holds(int port) {
    held.add(port);
    return this;
  }

  /** Nobody gets a processor, and this is what is said of it; null once all do again. */
  public FakeMachine saturated(String why) {
    saturation = Optional.ofNullable(why);
    return this;
  }

  /** A process of this number runs. */
  public FakeMachine runs(int pid) {
    running.add((long) pid);
    return this;
  }

  /** A process that nobody may end. */
  public FakeMachine immortal(int pid) {
    immortal.add((long) pid);
    return runs(pid);
  }

  /** What follows when a process was ended. */
  public FakeMachine whenKilled(Runnable then) {
    whenKilled = then;
    return this;
  }

  /** Somebody ends containers for as many looks, and this is what they leave. */
  public synchronized FakeMachine endsContainers(int looks, Runnable left) {
    ending = looks;
    whenEnded = left;
    return this;
  }

  /** Everything that was run, in order, words joined by blanks. */
  public synchronized List<String> commands() {
    return List.copyOf(commands);
  }

  /** The environment of the last command that began with these words. */
  public synchronized Map<String, String> environmentOf(String words) {
    for (int i = commands.size() - 1; i >= 0; i--) {
      if (commands.get(i).startsWith(words)) {
        return environments.get(i);
      }
    }
    throw new AssertionError("'" + words + "' was never run, only " + commands);
  }

  @Override
  public synchronized Completion run(
      List<String> words, Map<String, String> environment, Duration timeout) {
    String line = String.join(" ", words);
    commands.add(line);
    environments.add(environment);
    for (String begin : firstAnswers.keySet()) {
      if (line.startsWith(begin)) {
        return firstAnswers.remove(begin);
      }
    }
    Completion longest = null;
    int length = -1;
    for (var answer : answers.entrySet()) {
      if (line.startsWith(answer.getKey()) && answer.getKey().length() > length) {
        longest = answer.getValue();
        length = answer.getKey().length();
      }
    }
    return longest != null
        ? longest
        : new Completion(127, "", words.getFirst() + ": not told", Duration.ZERO, false);
  }

  @Override
  public synchronized HttpAnswer get(Path socket, String path, Duration patience)
      throws IOException {
    if (hanging.contains(path)) {
      throw new SocketTimeoutException("no whole answer");
    }
    Deque<HttpAnswer> before = first.getOrDefault(path, new ArrayDeque<>());
    return answer("GET " + path, before.isEmpty() ? served.get(path) : before.remove());
  }

  @Override
  public synchronized HttpAnswer post(Path socket, String path, Duration patience)
      throws IOException {
    return answer("POST " + path, served.get("POST " + path));
  }

  private HttpAnswer answer(String question, HttpAnswer answer) throws IOException {
    if (served.isEmpty()) {
      throw new IOException("Connection refused");
    }
    commands.add(question);
    environments.add(Map.of());
    return answer != null ? answer : new HttpAnswer(404, "HTTP/1.0 404 Not Found", "Not Found");
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  @Override
  public boolean has(String program) {
    return programs.contains(program);
  }

  @Override
  public boolean isHeld(int port) {
    return held.contains(port);
  }

  @Override
  public boolean runs(long pid) {
    return running.contains(pid);
  }

  @Override
  public synchronized boolean end(long pid, Instant startedAt) {
    if (immortal.contains(pid)) {
      return false;
    }
    if (running.remove(pid)) {
      commands.add("kill " + pid);
      whenKilled.run();
    }
    return true;
  }

  @Override
  public synchronized boolean somebodyEndsContainers(Instant now) {
    if (ending == 0) {
      return false;
    }
    ending--;
    if (ending == 0) {
      whenEnded.run();
    }
    return true;
  }

  @Override
  public Optional<String> saturation() {
    return saturation;
  }

  @Override
  public long userId() {
    return userId;
  }
}
