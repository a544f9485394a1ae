package dev.ddblocal.auth.iam;

import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Element;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An answer of IAM, read by paths of element names such as {@code "Users", "member", "UserName"}.
 *
 * @param reply the answer
 */
public record IamReply(QueryReply reply) {
  /** The text at a path of which there is one. */
  public String text(String... path) {
    List<String> texts = texts(path);
    if (texts.size() != 1) {
      throw new AssertionError(String.join(".", path) + " is " + texts + " in " + this);
    }
    return texts.getFirst();
  }

  /** All texts at a path, in their order. */
  public List<String> texts(String... path) {
    return at(path).map(element -> ((Text) element).value()).toList();
  }

  /** Whether there is an element at the path. */
  public boolean has(String... path) {
    return at(path).findAny().isPresent();
  }

  private Stream<Element> at(String... path) {
    Stream<Element> found = reply.result().orElse(List.of()).stream();
    for (int i = 0; i < path.length; i++) {
      String name = path[i];
      found = found.filter(element -> element.name().equals(name));
      if (i < path.length - 1) {
        found = found.flatMap(element -> ((Group) element).children().stream());
      }
    }
    return found;
  }

  /** All of it in one line: {@code User{UserName=bob Path=/}}; empty for no result at all. */
  @Override
  public String toString() {
    return reply.result().map(IamReply::line).orElse("");
  }

  private static String line(List<Element> elements) {
    return elements.stream()
        .map(element ->
            switch (element) {
              case Text(String name, String value) -> name + "=" + value;
              case Group(String name, List<Element> children) -> name + "{" + line(children) + "}";
            })
        .collect(Collectors.joining(" "));
  }
}
