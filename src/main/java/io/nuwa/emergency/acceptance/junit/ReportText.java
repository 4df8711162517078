package io.nuwa.emergency.acceptance.junit;

import io.nuwa.emergency.files.WholeFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens an XML file as text. The JDK's parser could find the encoding too, but prints on standard
 * error when bytes do not fit it.
 */
final class ReportText {
  private static final String NO_CHARACTER = "\uFFFF";
  private static final int DECLARATION_BYTES = 1024;
  private static final Pattern DECLARED =
      Pattern.compile("^\\s*<\\?xml[^>]{0,200}\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._:-]+)[\"']");

  private ReportText() {}

  /**
   * Opens the file. Bytes that do not fit its encoding become a character that XML forbids, so that
   * the parser says where they stand.
   *
   * @throws IOException also when it names an encoding that nobody here knows
   */
  static Reader open(Path path) throws IOException {
    InputStream stream = new BufferedInputStream(WholeFile.open(path), 1 << 16);
    try {
      stream.mark(DECLARATION_BYTES);
      byte[] start = stream.readNBytes(DECLARATION_BYTES);
      stream.reset();
      Charset charset = charset(start);
      if (at(start, 0) == 0xEF && at(start, 1) == 0xBB && at(start, 2) == 0xBF) {
        stream.skipNBytes(3);
      }
      return new InputStreamReader(
          stream,
          charset
              .newDecoder()
              .replaceWith(NO_CHARACTER)
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE));
    } catch (IOException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private static Charset charset(byte[] start) throws IOException {
    int first = at(start, 0);
    int second = at(start, 1);
    if ((first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE)) {
      return StandardCharsets.UTF_16;
    }
    if (first == '<' && second == 0) {
      return StandardCharsets.UTF_16LE;
    }
    if (first == 0 && second == '<') {
      return StandardCharsets.UTF_16BE;
    }
    Matcher declared = DECLARED.matcher(new String(start, StandardCharsets.ISO_8859_1));
    if (!declared.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      Charset charset = Charset.forName(declared.group(1));
      // The declaration could be read byte by byte, so whatever it says, this is not UTF-16.
      return charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset;
    } catch (UnsupportedCharsetException e) {
      throw new IOException("its encoding '" + e.getCharsetName() + "' is not known here", e);
    }
  }

  private static int at(byte[] bytes, int index) {
    return index < bytes.length ? bytes[index] & 0xFF : -1;
  }
}
