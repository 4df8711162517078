package io.nuwa.emergency.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is photographed at checkpoints and on failure.
 *
 * @param pages in this order; empty for no pictures
 * @param keep how many of the newest pictures stay, beside those of checkpoints; 1 to 10000
 * @param browser what takes them
 */
public record Pictures(List<Page> pages, int keep, Browser browser) {
  /** The page that is our own panel, drawn without a browser. */
  public static final String PANEL = "panel";

  /** The page that is our own report. */
  public static final String REPORT = "report";

  /** How many pictures stay when the plan does not say. */
  public static final int USUAL_KEEP = 50;

  /** What holds where a plan says nothing: the panel, which needs neither browser nor address. */
  public static final Pictures USUAL =
      new Pictures(List.of(new Page(PANEL, PANEL)), USUAL_KEEP, Browser.auto());

  public Pictures {
    pages = List.copyOf(pages);
  }

  /**
   * Something to photograph.
   *
   * @param id stands in the names of its pictures
   * @param url an http or https address, templates included, or {@link #PANEL} or {@link #REPORT}
   */
  public record Page(String id, String url) {
    /** Whether it is our own panel. */
    public boolean isPanel() {
      return url.equals(PANEL);
    }

    /** Whether it is our own report. */
    public boolean isReport() {
      return url.equals(REPORT);
    }
  }

  /**
   * The browser.
   *
   * @param kind how it is found
   * @param path where it is; only for {@link Kind#PATH}
   */
  public record Browser(Kind kind, Optional<String> path) {
    /** How a browser is found. */
    public enum Kind {
      /** The first one that is installed. */
      AUTO,
      /** At a place that the plan names. */
      PATH,
      /** None is used: the panel stands in for every page. */
      NONE
    }

    static Browser auto() {
      return new Browser(Kind.AUTO, Optional.empty());
    }

    /** Reads a word of a plan: {@code auto}, {@code none}, or an absolute path. */
    static Optional<Browser> parse(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "auto" -> Optional.of(auto());
        case "none" -> Optional.of(new Browser(Kind.NONE, Optional.empty()));
        default ->
            word.startsWith("/")
                ? Optional.of(new Browser(Kind.PATH, Optional.of(word)))
                : Optional.empty();
      };
    }
  }
}
