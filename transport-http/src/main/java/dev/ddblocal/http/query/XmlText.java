package dev.ddblocal.http.query;

/** A document of elements and text, indented as AWS indents. For one thread. */
final class XmlText {
  private static final String INDENTATION = "  ";
  private static final char REPLACEMENT = '\uFFFD';

  private final StringBuilder xml = new StringBuilder();
  private int depth;

  /** Begins an element; the name must be one of XML's. */
  void open(String name, String namespace) {
    indent();
    xml.append('<').append(name).append(" xmlns=\"");
    escape(namespace);
    xml.append("\">\n");
    depth++;
  }

  /** Begins an element in the namespace of the one around it. */
  void open(String name) {
    indent();
    xml.append('<').append(name).append(">\n");
    depth++;
  }

  /** Ends the element that was begun last and not ended. */
  void close(String name) {
    depth--;
    indent();
    xml.append("</").append(name).append(">\n");
  }

  /** Writes an element that holds text, or nothing. */
  void element(String name, String text) {
    indent();
    xml.append('<').append(name);
    if (text.isEmpty()) {
      xml.append("/>\n");
    } else {
      xml.append('>');
      escape(text);
      xml.append("</").append(name).append(">\n");
    }
  }

  private void indent() {
    xml.repeat(INDENTATION, depth);
  }

  /**
   * Writes text so that it is read back the same. What XML 1.0 cannot hold in any way (most control
   * characters, halves of surrogate pairs) becomes U+FFFD.
   */
  private void escape(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '"' -> xml.append("&quot;");
        // A reader would make a line feed of it.
        case '\r' -> xml.append("&#xD;");
        default -> {
          if (Character.isHighSurrogate(c)
              && at + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(at + 1))) {
            xml.append(c).append(text.charAt(++at));
          } else {
            xml.append(isXml(c) ? c : REPLACEMENT);
          }
        }
      }
    }
  }

  /** Whether XML 1.0 holds the character (production Char), surrogates aside. */
  private static boolean isXml(char c) {
    return c >= ' ' ? !Character.isSurrogate(c) && c < '\uFFFE' : c == '\t' || c == '\n';
  }

  @Override
  public String toString() {
    return xml.toString();
  }
}
