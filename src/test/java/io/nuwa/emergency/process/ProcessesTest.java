package io.nuwa.emergency.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class ProcessesTest {
  @TempDir Path folder;

  /** Each promise holds for both ways of starting a program. */
  static Stream<Processes> ways() {
    return Stream.of(new Processes(), Processes.quickAtOnce());
  }

  @ParameterizedTest
  @MethodSource("ways")
  void tells_output_errors_and_exit_code_apart(Processes processes) throws Exception {
    Completion completion = processes.run(call("sh", "-c", "echo out; echo err >&2; exit 3"));
    assertThat(completion.exitCode()).isEqualTo(3);
    assertThat(completion.stdout()).isEqualTo("out\n");
    assertThat(completion.stderr()).isEqualTo("err\n");
    assertThat(completion.timedOut()).isFalse();
    assertThat(completion.succeeded()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void hands_on_hostile_words_untouched(Processes processes) throws Exception {
    List<String> hostile =
        List.of(
            "a b", "\"quoted\"", "it's", "two\nlines", "$(touch x)", "`id`", ";", "*", "..", "");
    var words = new java.util.ArrayList<>(List.of("printf", "[%s]"));
    words.addAll(hostile);
    Completion completion = processes.run(call(words.toArray(String[]::new)));
    assertThat(completion.stdout()).isEqualTo("[" + String.join("][", hostile) + "]");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void runs_in_its_folder_with_its_environment_and_no_input(Processes processes) throws Exception {
    var invocation =
        new Invocation(
            List.of("sh", "-c", "pwd; echo \"$GREETING|${HOME-none}|${PATH:+path}\"; cat"),
            Map.of("GREETING", "a 'b' $c", "HOME", ""),
            folder,
            Duration.ofSeconds(10));
    assertThat(processes.run(invocation).stdout())
        .isEqualTo(folder.toRealPath() + "\na 'b' $c|none|path\n");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void says_127_and_names_the_program_that_is_not_there(Processes processes) throws Exception {
    Completion completion = processes.run(call("no-such-program-here"));
    assertThat(completion.exitCode()).isEqualTo(127);
    assertThat(completion.stderr()).contains("no-such-program-here", "No such file");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void says_127_when_the_folder_is_not_there(Processes processes) throws Exception {
    var invocation =
        new Invocation(
            List.of("true"), Map.of(), folder.resolve("missing"), Duration.ofSeconds(10));
    assertThat(processes.run(invocation).exitCode()).isEqualTo(127);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void says_128_and_the_signal_of_a_program_that_was_killed(Processes processes) throws Exception {
    assertThat(processes.run(call("sh", "-c", "kill -9 $$")).exitCode()).isEqualTo(137);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void keeps_the_last_mebibyte_of_a_flood(Processes processes) throws Exception {
    Completion completion =
        processes.run(call("sh", "-c", "head -c 5000000 /dev/zero | tr '\\0' x; echo end"));
    assertThat(completion.stdout()).hasSize(1 << 20).endsWith("xend\n");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void ends_the_whole_tree_when_the_time_is_up(Processes processes) throws Exception {
    Path pids = folder.resolve("pids");
    var invocation =
        new Invocation(
            List.of("sh", "-c", "echo before; sleep 60 & echo $! $$ > pids; wait"),
            Map.of(),
            folder,
            Duration.ofMillis(300));
    Completion completion = processes.run(invocation);
    assertThat(completion.timedOut()).isTrue();
    assertThat(completion.exitCode()).isEqualTo(124);
    assertThat(completion.stdout()).isEqualTo("before\n");
    assertGone(pids);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void ends_a_program_that_does_not_listen_to_the_polite_signal(Processes processes)
      throws Exception {
    var invocation =
        new Invocation(
            List.of("sh", "-c", "trap '' TERM; echo $$ > pids; while :; do sleep 0.2; done"),
            Map.of(),
            folder,
            Duration.ofMillis(300));
    assertThat(processes.run(invocation).timedOut()).isTrue();
    assertGone(folder.resolve("pids"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void ends_the_whole_tree_when_the_thread_is_interrupted(Processes processes) throws Exception {
    interrupt(processes, Thread.ofPlatform());
  }

  @ParameterizedTest
  @MethodSource("ways")
  void ends_the_whole_tree_when_a_virtual_thread_is_interrupted(Processes processes)
      throws Exception {
    interrupt(processes, Thread.ofVirtual());
  }

  @Test
  void programs_of_many_virtual_threads_run_at_the_same_time() throws Exception {
    Processes processes = Processes.quickAtOnce();
    // Each waits for all the others: were a carrier held, they would wait for ever.
    int many = Runtime.getRuntime().availableProcessors() + 2;
    String meet =
        "touch here.$0; while [ $(ls here.* | wc -l) -lt " + many + " ]; do sleep 0.05; done";
    var completions = new java.util.ArrayList<CompletableFuture<Completion>>();
    for (int i = 0; i < many; i++) {
      var completion = new CompletableFuture<Completion>();
      completions.add(completion);
      Invocation invocation = call("sh", "-c", meet, Integer.toString(i));
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  completion.complete(processes.run(invocation));
                } catch (InterruptedException e) {
                  completion.completeExceptionally(e);
                }
              });
    }
    for (var completion : completions) {
      assertThat(completion.get(25, TimeUnit.SECONDS).exitCode()).isZero();
    }
  }

  private void interrupt(Processes processes, Thread.Builder threads) throws Exception {
    var outcome = new CompletableFuture<Throwable>();
    Thread runner =
        threads.start(
            () -> {
              try {
                processes.run(call("sh", "-c", "sleep 60 & echo $! $$ > new; mv new pids; wait"));
                outcome.complete(null);
              } catch (Throwable e) {
                outcome.complete(e);
              }
            });
    while (!Files.exists(folder.resolve("pids"))) {
      Thread.onSpinWait();
    }
    runner.interrupt();
    assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    assertGone(folder.resolve("pids"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void does_not_wait_for_a_grandchild_that_keeps_the_pipe_open(Processes processes)
      throws Exception {
    Completion completion = processes.run(call("sh", "-c", "sleep 60 & echo $! > pids; echo done"));
    assertThat(completion.exitCode()).isZero();
    assertThat(completion.stdout()).isEqualTo("done\n");
    assertThat(completion.took()).isLessThan(Duration.ofSeconds(20));
    pids(folder.resolve("pids")).forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void the_quick_way_leaves_no_descriptor_and_no_child_behind() throws Exception {
    Processes processes = Processes.quickAtOnce();
    processes.run(call("true"));
    long before = descriptors();
    for (int i = 0; i < 100; i++) {
      assertThat(processes.run(call("true")).exitCode()).isZero();
      assertThat(processes.run(call("no-such-program-here")).exitCode()).isEqualTo(127);
    }
    assertThat(descriptors()).isLessThan(before + 50);
  }

  @Test
  void a_program_sees_no_descriptor_of_ours() throws Exception {
    try (var ours = Files.newByteChannel(Files.createFile(folder.resolve("ours")))) {
      Completion completion = Processes.quickAtOnce().run(call("ls", "-l", "/proc/self/fd"));
      assertThat(ours.isOpen()).isTrue();
      assertThat(completion.stdout()).doesNotContain(folder.toString());
    }
  }

  private Invocation call(String... words) {
    return new Invocation(List.of(words), Map.of(), folder, Duration.ofSeconds(20));
  }

  private static long descriptors() throws Exception {
    try (var list = Files.list(Path.of("/proc/self/fd"))) {
      return list.count();
    }
  }

  private static List<ProcessHandle> pids(Path file) throws Exception {
    return Stream.of(Files.readString(file).strip().split("\\s+"))
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .toList();
  }

  private static void assertGone(Path file) throws Exception {
    for (ProcessHandle handle : pids(file)) {
      handle.onExit().get(10, TimeUnit.SECONDS);
      assertThat(handle.isAlive()).isFalse();
    }
  }
}
