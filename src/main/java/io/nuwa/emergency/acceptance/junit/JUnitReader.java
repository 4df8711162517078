package io.nuwa.emergency.acceptance.junit;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads JUnit XML as a stream. Nothing outside of the file is ever fetched and no entity but XML's
 * own five is expanded: a document type declaration is refused.
 */
public final class JUnitReader {
  private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

  /** Reads reports. */
  public JUnitReader() {
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("refers to another document, which is refused");
        });
  }

  /** Reads one report; what is wrong with it stands in {@link JUnitFile#problem}. */
  public JUnitFile read(Path path) {
    var document = new JUnitDocument(called(path));
    Optional<String> problem = Optional.empty();
    try (Reader text = ReportText.open(path)) {
      parse(text, document);
    } catch (XMLStreamException e) {
      problem = Optional.of(explained(e));
    } catch (IOException e) {
      problem = Optional.of("cannot be read: " + e.getMessage());
    }
    return document.file(path, problem);
  }

  /** The file with its folder: reports of several modules often bear one name. */
  private static String called(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    return folder == null || folder.getFileName() == null
        ? path.getFileName().toString()
        : folder.getFileName() + "/" + path.getFileName();
  }

  private void parse(Reader text, JUnitDocument document) throws XMLStreamException {
    XMLStreamReader xml = factory.createXMLStreamReader(text);
    try {
      while (xml.hasNext()) {
        take(xml, document);
      }
    } catch (XMLStreamException e) {
      throw placed(e) ? e : new XMLStreamException(reason(e), xml.getLocation(), e);
    } catch (RuntimeException e) {
      // The JDK's reader throws these at some malformed input.
      throw new XMLStreamException(e.toString(), xml.getLocation(), e);
    } finally {
      xml.close();
    }
  }

  private static void take(XMLStreamReader xml, JUnitDocument document) throws XMLStreamException {
    switch (xml.next()) {
      case XMLStreamConstants.START_ELEMENT -> document.start(xml);
      case XMLStreamConstants.END_ELEMENT -> document.end();
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> document.text(xml);
      case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
          throw new XMLStreamException(
              "holds a document type declaration or entity, which is refused", xml.getLocation());
      default -> {
        // Comments, blanks and processing instructions say nothing about a test.
      }
    }
  }

  private static boolean placed(XMLStreamException e) {
    return e.getLocation() != null && e.getLocation().getLineNumber() > 0;
  }

  private static String explained(XMLStreamException e) {
    return "line %d, column %d: %s"
        .formatted(
            placed(e) ? e.getLocation().getLineNumber() : 1,
            placed(e) ? Math.max(1, e.getLocation().getColumnNumber()) : 1,
            reason(e));
  }

  /** The JDK's message repeats the position and adds a line break; one line with one is enough. */
  private static String reason(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    int last = message.lastIndexOf("Message: ");
    String text = last < 0 ? message : message.substring(last + 9);
    return text.contains("0xffff")
        ? "bytes that do not fit the file's encoding"
        : text.strip().replaceAll("\\s+", " ");
  }
}
