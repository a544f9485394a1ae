package dev.ddblocal.http.wire;

import dev.ddblocal.http.wire.ServiceModel.Member;
import dev.ddblocal.http.wire.ServiceModel.Shape;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the model's member for each component of a record: the one whose name is the component's,
 * ignoring case. So {@code sseSpecification} is {@code SSESpecification}.
 */
final class RecordMembers {
  private RecordMembers() {}

  /**
   * The members by component, in the order of the components.
   *
   * @throws IllegalArgumentException if a component has no member
   */
  static SequencedMap<RecordComponent, Member> of(Class<?> record, Shape shape) {
    if (!record.isRecord()) {
      throw new IllegalArgumentException(record + " is no record");
    }
    Map<String, Member> members =
        shape.members().stream()
            .collect(Collectors.toMap(member -> fold(member.name()), Function.identity()));
    SequencedMap<RecordComponent, Member> found = new LinkedHashMap<>();
    for (RecordComponent component : record.getRecordComponents()) {
      Member member = members.get(fold(component.getName()));
      if (member == null) {
        throw new IllegalArgumentException(
            shape.name() + " has no member for " + component.getName() + " of " + record);
      }
      found.put(component, member);
    }
    return found;
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
