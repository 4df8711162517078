package io.nuwa.emergency.observe.prometheus;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A job of ours that is not scraped as it was written, though its targets may all be UP.
 *
 * @param job its name
 * @param text what is wrong, for people
 */
record Stray(String job, String text) {

  /** What is wrong with the jobs that we wrote, at most one thing each. */
  static List<Stray> of(Expected expected, List<Target> targets) {
    var strays = new ArrayList<Stray>();
    for (Expected.Own own : expected.own()) {
      List<Target> same = targets.stream().filter(target -> target.isOf(own.job())).toList();
      Optional<String> found = Optional.empty();
      for (String address : own.addresses()) {
        found = found.or(() -> astray(own, address, same));
      }
      List<String> texts =
          java.util.stream.Stream.concat(own.wrong().stream(), found.stream()).toList();
      if (!texts.isEmpty()) {
        strays.add(new Stray(own.job(), String.join("; ", texts)));
      }
    }
    return strays;
  }

  private static Optional<String> astray(Expected.Own own, String address, List<Target> same) {
    if (same.isEmpty()) {
      // Told as a job without a target.
      return Optional.empty();
    }
    List<Target> there =
        same.stream().filter(target -> target.discovery().address().equals(address)).toList();
    if (there.isEmpty()) {
      return Optional.of(
          "wrong target: " + own.job() + " scrapes " + addresses(same) + ", not " + address);
    }
    List<Target> ours =
        own.mark().isEmpty()
            ? there
            : there.stream().filter(t -> t.discovery().mark().equals(own.mark())).toList();
    if (ours.isEmpty()) {
      return Optional.of(
          own.job()
              + " has "
              + address
              + ", but not from "
              + own.place()
              + ": another Prometheus answers here, or it reads another file");
    }
    return ours.stream().anyMatch(target -> asks(target, address))
        ? Optional.empty()
        : Optional.of(
            "wrong target: "
                + own.job()
                + " asks "
                + ours.getFirst().discovery().scraped()
                + " in place of "
                + address);
  }

  private static String addresses(List<Target> targets) {
    return targets.stream()
        .map(target -> target.discovery().address())
        .distinct()
        .limit(3)
        .collect(Collectors.joining(", "));
  }

  /**
   * Whether the scrape goes there, or to a prober that is told to ask there. Relabelling may send
   * it anywhere.
   */
  private static boolean asks(Target target, String address) {
    URI scraped;
    try {
      scraped = URI.create(target.discovery().scraped());
    } catch (IllegalArgumentException e) {
      return true;
    }
    if (scraped.getRawAuthority() == null) {
      return true;
    }
    String authority = scraped.getRawAuthority().toLowerCase(Locale.ROOT);
    String wanted = address.toLowerCase(Locale.ROOT);
    boolean there =
        authority.equals(wanted)
            || authority.equals(wanted + ":80")
            || authority.equals(wanted + ":443");
    return there
        || Arrays.stream(Optional.ofNullable(scraped.getRawQuery()).orElse("").split("&"))
            .map(pair -> pair.substring(pair.indexOf('=') + 1))
            .anyMatch(value -> URLDecoder.decode(value, StandardCharsets.UTF_8).equals(address));
  }
}
