package io.nuwa.emergency.resource.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the kernel has counted of the processors, in its own ticks since the machine began.
 *
 * @param busy of all processors, whoever kept them busy
 * @param total of all processors
 */
record CpuTimes(long busy, long total) {

  /** Reads the machine's. */
  static CpuTimes of(Path proc) throws IOException {
    // Latin-1: a process may call itself by any bytes.
    String text = Files.readString(proc.resolve("stat"), StandardCharsets.ISO_8859_1);
    String[] words = text.substring(0, Math.max(0, text.indexOf('\n'))).split("\\s+", -1);
    if (words.length < 9 || !words[0].equals("cpu")) {
      throw new IOException("the kernel's count of processor time reads '" + words[0] + "'");
    }
    long total = 0;
    // user, nice, system, idle, iowait, irq, softirq, steal; guests are counted in user already.
    for (int i = 1; i <= 8; i++) {
      total += Long.parseLong(words[i]);
    }
    return new CpuTimes(total - Long.parseLong(words[4]) - Long.parseLong(words[5]), total);
  }

  /** What these processes used, and those of their children that have ended. */
  static long of(Path proc, List<Long> processes) {
    long ticks = 0;
    for (long pid : processes) {
      try {
        String stat =
            Files.readString(
                proc.resolve(Long.toString(pid)).resolve("stat"), StandardCharsets.ISO_8859_1);
        // Behind the name in brackets, which may hold anything: state is the third field.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        for (int i = 11; i <= 14; i++) {
          ticks += Long.parseLong(fields[i]);
        }
      } catch (IOException e) {
        // It has ended: its parent counts it.
      }
    }
    return ticks;
  }
}
