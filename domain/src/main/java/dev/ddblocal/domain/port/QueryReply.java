package dev.ddblocal.domain.port;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer to a call of the query protocol.
 *
 * @param result what stands within the element {@code ActionResult}; empty for an action that
 *     answers nothing and has no such element
 */
public record QueryReply(Optional<List<Element>> result) {
  /** The answer of an action that answers nothing. */
  public static final QueryReply NOTHING = new QueryReply(Optional.empty());

  /** Copies the list. */
  public QueryReply {
    result = result.map(List::copyOf);
  }

  /** An answer of these elements. */
  public static QueryReply of(Element... elements) {
    return new QueryReply(Optional.of(List.of(elements)));
  }

  /** An answer of these elements. */
  public static QueryReply of(List<Element> elements) {
    return new QueryReply(Optional.of(elements));
  }

  /** An element of the answer's XML. */
  public sealed interface Element {
    /** The element's name. */
    String name();
  }

  /**
   * An element that holds text.
   *
   * @param name the element's name
   * @param value the text, not escaped
   */
  public record Text(String name, String value) implements Element {
    /** Refuses missing parts. */
    public Text {
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(value, "value is null");
    }

    /** Leaves the value out: some are secrets. */
    @Override
    public String toString() {
      return "Text[" + name + "]";
    }
  }

  /**
   * An element that holds others.
   *
   * @param name the element's name
   * @param children what it holds, in order; a list of the API has children named {@code member}
   */
  public record Group(String name, List<Element> children) implements Element {
    /** Refuses missing parts. */
    public Group {
      Objects.requireNonNull(name, "name is null");
      children = List.copyOf(children);
    }

    /** A group of these elements. */
    public static Group of(String name, Element... children) {
      return new Group(name, List.of(children));
    }
  }
}
