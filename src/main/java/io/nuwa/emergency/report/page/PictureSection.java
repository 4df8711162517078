package io.nuwa.emergency.report.page;

import static io.nuwa.emergency.report.page.Html.text;

import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.control.ReportCase.Picture;
import io.nuwa.emergency.files.WholeFile;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The pictures of a report: the newest inside of the file, links to the others. */
final class PictureSection {
  private static final int INSIDE = 6;
  private static final long LARGEST = 1024 * 1024;

  private final ReportCase one;
  private final Labels labels;
  private final Spelling spelling;
  private final Links links;

  PictureSection(ReportCase one, Labels labels, Spelling spelling, Links links) {
    this.one = one;
    this.labels = labels;
    this.spelling = spelling;
    this.links = links;
  }

  String html() {
    List<Picture> all = one.pictures();
    if (all.isEmpty()) {
      return "";
    }
    var out = new StringBuilder();
    out.append("<h2>").append(text(labels.pictures())).append("</h2><div class=\"shots\">");
    int first = Math.max(0, all.size() - INSIDE);
    all.subList(first, all.size()).forEach(picture -> figure(out, picture));
    out.append("</div><ul class=\"plain\">");
    for (Picture picture : all.subList(0, first)) {
      out.append("<li>").append(caption(picture)).append("</li>");
    }
    return out.append("</ul>").toString();
  }

  private void figure(StringBuilder out, Picture picture) {
    out.append("<figure>");
    content(picture)
        .ifPresent(
            bytes ->
                out.append("<img alt=\"")
                    .append(text(picture.label()))
                    .append("\" src=\"data:image/png;base64,")
                    .append(bytes)
                    .append("\">"));
    out.append("<figcaption>").append(caption(picture)).append("</figcaption></figure>");
  }

  private String caption(Picture picture) {
    return "<time>"
        + text(spelling.second(picture.takenAt()))
        + "</time> <a href=\""
        + text(links.to(picture.file()))
        + "\">"
        + text(picture.label())
        + "</a>";
  }

  /** Only what is a PNG goes into the file; one that is gone by now is only named. */
  private Optional<String> content(Picture picture) {
    if (picture.bytes() > LARGEST) {
      return Optional.empty();
    }
    try {
      byte[] bytes = WholeFile.bytes(one.home().resolve(picture.file()));
      boolean png = bytes.length > 4 && bytes[1] == 'P' && bytes[2] == 'N' && bytes[3] == 'G';
      return png ? Optional.of(Base64.getEncoder().encodeToString(bytes)) : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
