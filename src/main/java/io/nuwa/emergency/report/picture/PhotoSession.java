package io.nuwa.emergency.report.picture;

import io.nuwa.emergency.control.PictureName;
import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Pictures;
import io.nuwa.emergency.report.page.Links;
import io.nuwa.emergency.report.page.ReportPage;
import io.nuwa.emergency.report.page.Wording;
import io.nuwa.emergency.report.story.RunStory;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Takes the pictures of one occasion. A page that does not answer, or that no browser is there for,
 * is never photographed: the panel takes its place, and the name of the file says so.
 */
public final class PhotoSession {
  private static final Duration ANSWER = Duration.ofSeconds(8);
  private static final int PAGE_HEIGHT = 900;
  private static final int REPORT_HEIGHT = 2600;

  private final ReportCase one;
  private final Panels panels;
  private final ZoneId zone;
  private final Optional<Browser> browser;
  private final Supplier<List<Font>> fonts;
  private final List<Shot> shots = new ArrayList<>();

  /**
   * A picture that was taken, or should have been.
   *
   * @param file relative to the home folder; empty when there is none
   * @param page its id in the plan
   * @param shows what it shows in truth
   * @param why it does not show the page in its own language; empty when it does
   */
  public record Shot(Optional<String> file, String page, Shows shows, String why) {
    /** Whether the page itself is to be seen, as it should be. */
    public boolean isGenuine() {
      return why.isEmpty();
    }
  }

  /** What a picture shows. */
  public enum Shows {
    PAGE(""),
    PANEL(".panel"),
    /** No font of this machine has the panel's characters. */
    PANEL_IN_ENGLISH(".panel-english"),
    NOTHING("");

    private final String suffix;

    Shows(String suffix) {
      this.suffix = suffix;
    }
  }

  /**
   * Prepares.
   *
   * @param path the PATH of this process, for browsers
   * @param zone whose wall clock panel and report show
   */
  public PhotoSession(ReportCase one, Panels panels, ZoneId zone, String path) {
    this(
        one,
        panels,
        zone,
        Browser.find(one.plan().pictures().browser(), path),
        PanelFonts::installed);
  }

  PhotoSession(
      ReportCase one,
      Panels panels,
      ZoneId zone,
      Optional<Browser> browser,
      Supplier<List<Font>> fonts) {
    this.one = one;
    this.panels = panels;
    this.zone = zone;
    this.browser = browser;
    this.fonts = fonts;
  }

  /**
   * Takes them.
   *
   * @param occasion such as {@code checkpoint-6h}; stands in the names
   */
  public List<Shot> take(String occasion) throws InterruptedException {
    System.setProperty("java.awt.headless", "true");
    for (Pictures.Page page : one.plan().pictures().pages()) {
      shots.add(shot(page, occasion));
    }
    try {
      if (Files.isDirectory(folder())) {
        PictureFiles.thin(folder(), one.plan().pictures().keep());
      }
    } catch (IOException e) {
      shots.add(new Shot(Optional.empty(), "", Shows.NOTHING, "old pictures stay: " + e));
    }
    return List.copyOf(shots);
  }

  private Shot shot(Pictures.Page page, String occasion) throws InterruptedException {
    if (page.isPanel()) {
      return panel(page, occasion, "");
    }
    String file = name(occasion, page, Shows.PAGE);
    Optional<String> fault =
        browser.isEmpty()
            ? Optional.of("no Chromium or Chrome is installed, or the plan wants none")
            : page.isReport() ? report(file) : foreign(page, file);
    return fault
        .map(why -> panel(page, occasion, why))
        .orElseGet(() -> new Shot(Optional.of(relative(file)), page.id(), Shows.PAGE, ""));
  }

  /** Asked before and after, so that a page that went away meanwhile is not believed. */
  private Optional<String> foreign(Pictures.Page page, String file) throws InterruptedException {
    String url;
    try {
      url = one.values().resolve(page.url());
    } catch (MissingValueException e) {
      return Optional.of("its address is not known: " + e.getMessage());
    }
    var answer = new PageAnswer(ANSWER);
    Path picture = folder().resolve(file);
    Optional<String> fault = answer.fault(url);
    if (fault.isEmpty()) {
      fault = browser.orElseThrow().photograph(url, picture, PAGE_HEIGHT);
      if (fault.isEmpty()) {
        fault = answer.fault(url);
        if (fault.isPresent()) {
          forget(picture);
        }
      }
    }
    return fault.map(why -> url + ": " + why);
  }

  private static void forget(Path picture) {
    try {
      Files.deleteIfExists(picture);
    } catch (IOException e) {
      throw new IllegalStateException(
          "a picture that must not stay cannot be removed: " + picture, e);
    }
  }

  private Optional<String> report(String file) throws InterruptedException {
    try {
      Path folder = Files.createTempDirectory("emergency-report");
      Path page = folder.resolve("report.html");
      try {
        Files.writeString(
            page,
            ReportPage.render(RunStory.of(one), Wording.ZH, zone, Links.from(page, one.home())));
        return browser
            .orElseThrow()
            .photograph(page.toUri().toString(), folder().resolve(file), REPORT_HEIGHT);
      } finally {
        Files.deleteIfExists(page);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      return Optional.of("the report could not be written for the browser: " + e);
    }
  }

  /**
   * The panel.
   *
   * @param instead why it stands in for another page; empty when it was asked for itself
   */
  private Shot panel(Pictures.Page page, String occasion, String instead) {
    try {
      String chinese = panels.chinese().apply(one.view());
      List<Font> installed = fonts.get();
      Optional<PanelFonts> showing = PanelFonts.showing(PanelPicture.written(chinese), installed);
      boolean english = showing.isEmpty();
      String text = english ? panels.english().apply(one.view()) : chinese;
      PanelFonts fit = showing.orElseGet(() -> PanelFonts.lettersOnly(installed));
      String why =
          english
              ? "no installed font shows the panel's characters, so it is in English (Debian:"
                  + " fonts-wqy-microhei or fonts-noto-cjk)"
              : "";
      Shows shows = english ? Shows.PANEL_IN_ENGLISH : instead.isEmpty() ? Shows.PAGE : Shows.PANEL;
      String file = name(occasion, page, shows);
      PictureFiles.write(
          folder().resolve(file),
          new PanelPicture(fit, panels.columns())
              .draw(lines(text, instead.isEmpty() ? "" : page.id() + ": " + instead)));
      return new Shot(Optional.of(relative(file)), page.id(), shows, both(instead, why));
    } catch (IOException | RuntimeException | LinkageError | InternalError e) {
      // A Java without its libraries for fonts says so by an Error; the run goes on all the same.
      return new Shot(
          Optional.empty(),
          page.id(),
          Shows.NOTHING,
          both(instead, "the panel could not be drawn: " + e));
    }
  }

  /** The panel below the reason why it stands there, which is in the picture too. */
  private List<String> lines(String panel, String instead) {
    Stream<String> reason =
        instead.isEmpty()
            ? Stream.of()
            : Stream.of("NOT A PICTURE OF THE PAGE", cut(one.redaction().hide(instead)), "");
    return Stream.concat(reason, one.redaction().hide(panel).lines()).toList();
  }

  private static String cut(String line) {
    String plain = line.replaceAll("\\p{Cntrl}", " ");
    return plain.length() <= 76 ? plain : plain.substring(0, 75) + "…";
  }

  private static String both(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + "; " + other;
  }

  private String name(String occasion, Pictures.Page page, Shows shows) {
    return new PictureName(one.takenAt(), occasion + "-" + page.id() + shows.suffix).file();
  }

  private Path folder() {
    return one.home().resolve(ReportCase.SCREENSHOTS);
  }

  private static String relative(String file) {
    return ReportCase.SCREENSHOTS + "/" + file;
  }
}
