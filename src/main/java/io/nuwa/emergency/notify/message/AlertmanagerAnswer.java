package io.nuwa.emergency.notify.message;

import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.notify.ledger.Firing;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether an Alertmanager has taken alerts. It answers 200 with nothing to say, as any server may,
 * so it is asked for them afterwards.
 */
public final class AlertmanagerAnswer {
  private static final String STRANGER = "answers like no Alertmanager; is that its address?";

  private AlertmanagerAnswer() {}

  /**
   * What to ask for, so that the answer tells.
   *
   * @param address of the Alertmanager
   * @param firing what it must know; when that is nothing, it is asked who it is
   */
  public static URI question(String address, Collection<Firing> firing) {
    if (firing.isEmpty()) {
      return URI.create(address + "/api/v2/status");
    }
    Set<String> plans = new HashSet<>();
    firing.forEach(alert -> plans.add(alert.plan()));
    String filter =
        plans.size() == 1 ? "?filter=" + encoded("plan=\"" + plans.iterator().next() + "\"") : "";
    return URI.create(address + "/api/v2/alerts" + filter);
  }

  /** Judges what came. */
  public static Answer judge(Post.Reply.Said said, Collection<Firing> firing) {
    if (said.status() != 200) {
      return new Answer.Refused("answers " + said.status() + " when it is asked for its alerts");
    }
    try {
      return firing.isEmpty() ? itself(said.body()) : knows(said.body(), firing);
    } catch (IOException e) {
      return new Answer.Refused(STRANGER);
    }
  }

  private static Answer itself(String body) throws IOException {
    Map<String, Object> status = JsonText.read(body);
    return status.get("versionInfo") instanceof Map && status.containsKey("cluster")
        ? new Answer.Taken()
        : new Answer.Refused(STRANGER);
  }

  private static Answer knows(String body, Collection<Firing> firing) throws IOException {
    var known = new HashSet<List<Object>>();
    for (Object one : JsonText.readList(body)) {
      if (!(one instanceof Map<?, ?> alert) || !(alert.get("labels") instanceof Map<?, ?> labels)) {
        return new Answer.Refused(STRANGER);
      }
      known.add(
          List.of(
              String.valueOf(labels.get("alertname")),
              String.valueOf(labels.get("plan")),
              String.valueOf(labels.get("run")),
              String.valueOf(labels.get("subject"))));
    }
    for (Firing alert : firing) {
      if (!known.contains(List.of(alert.name(), alert.plan(), alert.run(), alert.subject()))) {
        return new Answer.Refused("answers 200 and does not know the alert afterwards");
      }
    }
    return new Answer.Taken();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
