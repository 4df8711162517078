package io.nuwa.emergency.drill.ground;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Free ports outside the range from which kernels take those of outgoing connections. */
final class FreePorts {
  private static final int FIRST = 21_100;
  private static final int LAST = 28_000;

  private FreePorts() {}

  /**
   * One port for each name.
   *
   * @param taken ports that are not to be used though they may be free just now
   * @throws RefusedException when there are not enough
   */
  static Map<String, Integer> of(
      List<String> names, Collection<Integer> taken, RandomGenerator random) {
    var candidates = new ArrayList<Integer>();
    for (int port = FIRST; port <= LAST; port++) {
      candidates.add(port);
    }
    Collections.shuffle(candidates, java.util.Random.from(random));
    var ports = new LinkedHashMap<String, Integer>();
    for (int port : candidates) {
      if (ports.size() < names.size() && !taken.contains(port) && isFree(port)) {
        ports.put(names.get(ports.size()), port);
      }
    }
    if (ports.size() < names.size()) {
      throw new RefusedException(
          "a drill needs " + names.size() + " free ports between " + FIRST + " and " + LAST);
    }
    return ports;
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException held) {
      return false;
    }
  }
}
