package dev.ddblocal.auth.iam;

import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list: the parameters {@code Marker} and {@code MaxItems}, the answer's {@code
 * IsTruncated} and {@code Marker}. A marker holds the key of the last element that was answered, so
 * that it stays good whatever is added or deleted meanwhile.
 *
 * @param after the key behind which the page begins; empty for the first page
 * @param size the most elements that it may have
 */
public record Page(Optional<String> after, int size) {
  private static final int DEFAULT_SIZE = 100;
  private static final int LARGEST_SIZE = 1_000;

  /**
   * Reads the parameters of a call.
   *
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError
   */
  public static Page of(QueryParameters parameters) {
    int size = parameters.integer("MaxItems", 1, LARGEST_SIZE).orElse(DEFAULT_SIZE);
    return new Page(parameters.find("Marker").map(Page::key), size);
  }

  /**
   * The answer with this page of a list.
   *
   * @param name the list's name, such as {@code Users}
   * @param all all elements in any order
   * @param key an element's key, by which the list is in order
   * @param element an element's tree
   */
  public <T> QueryReply reply(
      String name, List<T> all, Function<T, String> key, Function<T, Element> element) {
    return reply(List.of(), name, all, key, element);
  }

  /**
   * The answer with this page of a list.
   *
   * @param first what stands before the list
   * @param name the list's name
   * @param all all elements in any order
   * @param key an element's key, by which the list is in order
   * @param element an element's tree
   */
  public <T> QueryReply reply(
      List<Element> first,
      String name,
      List<T> all,
      Function<T, String> key,
      Function<T, Element> element) {
    Slice<T> slice = slice(all, key);
    List<Element> elements = new ArrayList<>(first);
    elements.add(new Group(name, slice.elements().stream().map(element).toList()));
    elements.addAll(slice.end());
    return QueryReply.of(elements);
  }

  /**
   * What this page has of a list.
   *
   * @param all all elements in any order
   * @param key an element's key, by which the list is in order
   */
  public <T> Slice<T> slice(List<T> all, Function<T, String> key) {
    List<T> rest =
        all.stream()
            .filter(each -> after.isEmpty() || key.apply(each).compareTo(after.get()) > 0)
            .sorted(Comparator.comparing(key))
            .toList();
    return rest.size() > size
        ? new Slice<>(
            rest.subList(0, size), Optional.of(marker(key.apply(rest.get(size - 1)))))
        : new Slice<>(rest, Optional.empty());
  }

  /**
   * What a page has of a list.
   *
   * @param elements its elements in order
   * @param marker what the next page begins behind; empty if this is the last one
   */
  public record Slice<T>(List<T> elements, Optional<String> marker) {
    /** Copies the list. */
    public Slice {
      elements = List.copyOf(elements);
    }

    /** What stands behind the list in an answer. */
    public List<Element> end() {
      List<Element> end = new ArrayList<>();
      end.add(new Text("IsTruncated", Boolean.toString(marker.isPresent())));
      marker.ifPresent(text -> end.add(new Text("Marker", text)));
      return end;
    }
  }

  /** The answer with an empty list. */
  public QueryReply empty(String name) {
    return reply(name, List.<String>of(), Function.identity(), text -> new Text(name, text));
  }

  private static String marker(String key) {
    return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String key(String marker) {
    try {
      return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw IamFaults.validationError("Invalid Marker.");
    }
  }
}
