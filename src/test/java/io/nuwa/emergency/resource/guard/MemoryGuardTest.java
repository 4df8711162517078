package io.nuwa.emergency.resource.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.step.GuardLook;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryGuardTest {
  @TempDir Path root;

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void machine(long totalKib, long availableKib) throws IOException {
    file(
        "proc/meminfo",
        "MemTotal: %d kB\nMemFree: 1 kB\nMemAvailable: %d kB\n".formatted(totalKib, availableKib));
  }

  private GuardLook look() {
    return new MemoryGuard(root, 90).look(Time.system());
  }

  @Test
  void exactly_the_limit_is_not_above_it() throws IOException {
    machine(1000, 100);
    assertThat(look()).isInstanceOf(GuardLook.Calm.class);
    machine(1000, 99);
    assertThat(look()).isInstanceOf(GuardLook.Advice.class);
  }

  @Test
  void names_the_biggest_first_with_their_containers() throws IOException {
    machine(16L << 20, 1L << 20);
    process("7", "conmon", 100, 1, "/usr/bin/conmon\0-c\0abc\0-n\0week2-postgres-1\0", "");
    process("8", "postgres", 3 << 20, 7, "postgres\0", "");
    process("9", "java", 2 << 20, 1, "java\0", "0::/system/docker-0123456789abcdef0123.scope\n");
    process("10", "small", 5, 1, "small\0", "");
    String text = look().text();
    assertThat(text)
        .startsWith("94 % of 16.0 GiB memory in use, the limit is 90 %")
        .contains(
            "postgres (pid 8, container week2-postgres-1) 3.0 GiB, "
                + "java (pid 9, container 0123456789ab) 2.0 GiB, conmon (pid 7) ");
  }

  private void process(String pid, String name, long kib, int parent, String command, String group)
      throws IOException {
    file("proc/" + pid + "/comm", name + "\n");
    file("proc/" + pid + "/status", "PPid:\t%d\nVmRSS:\t %d kB\n".formatted(parent, kib));
    file("proc/" + pid + "/cmdline", command);
    file("proc/" + pid + "/cgroup", group);
  }

  @Test
  void a_smaller_control_group_counts_where_it_is_nearer_to_its_end() throws IOException {
    machine(1000, 900);
    file("proc/self/cgroup", "0::/a/b\n");
    file("sys/fs/cgroup/a/memory.max", "102400\n");
    file("sys/fs/cgroup/a/memory.current", "101376\n");
    file("sys/fs/cgroup/a/memory.stat", "anon 1\ninactive_file 1024\n");
    file("sys/fs/cgroup/a/b/memory.max", "max\n");
    file("sys/fs/cgroup/a/b/memory.current", "1\n");
    assertThat(look().text()).startsWith("98 % of 100.0 KiB memory of our control group in use");
    file("sys/fs/cgroup/a/memory.stat", "anon 1\ninactive_file 92160\n");
    assertThat(look().text()).startsWith("10 % of 1000.0 KiB memory in use");
  }

  @Test
  void reads_this_machine_and_finds_itself_among_its_processes() throws IOException {
    MemoryReading memory = MemoryReading.of(Path.of("/"));
    assertThat(memory.total()).isGreaterThan(Runtime.getRuntime().totalMemory());
    assertThat(memory.used()).isBetween(0.1, 100.0);
    assertThat(new Consumers(Path.of("/proc")).text()).contains("(pid ");
  }

  @Test
  void says_that_it_cannot_read_where_there_is_nothing() {
    assertThat(look()).isInstanceOf(GuardLook.Unseen.class);
  }
}
