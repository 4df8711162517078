package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.Section;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads which pages are photographed. */
final class PicturesReader {
  private static final int MOST_PAGES = 20;
  private static final int MOST_KEPT = 10_000;

  /** A port of a template may stand where the address has its number. */
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"'<>]+");

  private final Templates templates;

  PicturesReader(Templates templates) {
    this.templates = templates;
  }

  Pictures read(Section root) {
    Optional<Section> found = root.section("pictures");
    if (found.isEmpty()) {
      return Pictures.USUAL;
    }
    root.node("pictures").ifPresent(templates::check);
    Section section = found.get();
    var ids = new Identifiers("page");
    var pages = new ArrayList<Pictures.Page>();
    for (Section page : section.sections("pages")) {
      String id = ids.read(page, "id");
      String url = page.parsed("url", expected(), PicturesReader::url).orElse("");
      if (!page.has("url")) {
        page.missing("url", url);
      }
      page.finish();
      pages.add(new Pictures.Page(id, url));
    }
    if (pages.size() > MOST_PAGES) {
      section.problem("pages", "at most " + MOST_PAGES + " pages are photographed");
    }
    int keep = section.integer("keep", 1, MOST_KEPT, Pictures.USUAL_KEEP);
    Pictures.Browser browser =
        section
            .parsed("browser", "auto, none or an absolute path", Pictures.Browser::parse)
            .orElse(Pictures.USUAL.browser());
    section.finish();
    return new Pictures(pages, keep, browser);
  }

  private static String expected() {
    return "an http or https address without a secret (it would be seen in the list of processes),"
        + " or panel, or report";
  }

  private static Optional<String> url(String text) {
    boolean own = text.equals(Pictures.PANEL) || text.equals(Pictures.REPORT);
    boolean foreign = ADDRESS.matcher(text).matches() && !text.contains("${" + Values.SECRET);
    return own || foreign ? Optional.of(text) : Optional.empty();
  }
}
