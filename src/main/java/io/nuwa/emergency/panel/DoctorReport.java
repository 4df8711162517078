package io.nuwa.emergency.panel;

import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.panel.Palette.Colour;
import io.nuwa.emergency.panel.text.PlainLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found on the machine, for people and as JSON.
 *
 * @param language of the summary
 * @param palette whether it is coloured
 */
public record DoctorReport(Language language, Palette palette) {

  /** One line a finding, how to mend it below it, and a summary; ends with a newline. */
  public String render(List<Finding> all) {
    var text = new StringBuilder();
    for (Finding finding : all) {
      text.append(palette.paint(colour(finding.state()), mark(finding.state())))
          .append(' ')
          .append(PlainLine.of(finding.subject() + ": " + finding.text()))
          .append('\n');
      if (!finding.mend().isEmpty()) {
        text.append("    → ").append(PlainLine.of(finding.mend())).append('\n');
      }
    }
    return text.append(summary(all)).append('\n').toString();
  }

  /** The JSON document of {@code docs/schema/doctor.schema.json}. */
  public static String json(List<Finding> all) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("schemaVersion", 1);
    fields.put("ready", isReady(all));
    fields.put("findings", all.stream().map(DoctorReport::finding).toList());
    return JsonText.pretty(fields);
  }

  /** Whether a run would fail on nothing that was seen. */
  public static boolean isReady(List<Finding> all) {
    return all.stream().noneMatch(seen -> seen.state() == Finding.State.BAD);
  }

  private static Map<String, Object> finding(Finding seen) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("subject", seen.subject());
    fields.put("state", seen.state().id());
    fields.put("text", seen.text());
    fields.put("mend", seen.mend());
    return fields;
  }

  private String summary(List<Finding> all) {
    return language.say("正常 ", "good ")
        + count(all, Finding.State.GOOD)
        + language.say("，存疑 ", ", doubtful ")
        + count(all, Finding.State.DOUBTFUL)
        + language.say("，不行 ", ", bad ")
        + count(all, Finding.State.BAD)
        + language.say("，看不到 ", ", not seen ")
        + count(all, Finding.State.UNKNOWN);
  }

  private static long count(List<Finding> all, Finding.State state) {
    return all.stream().filter(seen -> seen.state() == state).count();
  }

  private static String mark(Finding.State state) {
    return switch (state) {
      case GOOD -> "✔";
      case DOUBTFUL -> "▲";
      case BAD -> "✖";
      case UNKNOWN -> "?";
    };
  }

  private static Colour colour(Finding.State state) {
    return switch (state) {
      case GOOD -> Colour.GOOD;
      case DOUBTFUL, UNKNOWN -> Colour.DOUBTFUL;
      case BAD -> Colour.BAD;
    };
  }
}
