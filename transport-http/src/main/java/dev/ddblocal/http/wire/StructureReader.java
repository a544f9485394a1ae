package dev.ddblocal.http.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.http.wire.Violation.Step;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a structure: a record, or one that we only check. Members that the model does not have are
 * ignored; a member that is there twice is refused, so that no two readers of a request can see
 * different values.
 */
final class StructureReader implements ValueReader {
  private final String shape;
  private final List<Member> members;
  private final Map<String, Member> byName = new HashMap<>();
  private final RecordBinder binder;
  private final long required;

  /**
   * Makes a reader.
   *
   * @param shape the structure's name
   * @param members its members, at most 64; the place in the list is the member's bit
   * @param binder makes the record; null where the structure is only checked
   */
  StructureReader(String shape, List<Member> members, RecordBinder binder) {
    if (members.size() > Long.SIZE) {
      throw new IllegalArgumentException(shape + " has more than 64 members");
    }
    this.shape = shape;
    this.members = List.copyOf(members);
    this.binder = binder;
    long bits = 0;
    for (Member member : members) {
      byName.put(member.name(), member);
      bits |= member.required() ? member.bit() : 0;
    }
    this.required = bits;
  }

  @Override
  public Object read(JsonParser parser, Reading reading) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw TypeMismatch.structure(shape, parser.currentToken());
    }
    Object[] values = binder == null ? null : new Object[binder.size()];
    Set<String> unknown = null;
    long seen = 0;
    long present = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      Member member = byName.get(name);
      JsonToken token = parser.nextToken();
      if (member == null) {
        unknown = unknown == null ? new HashSet<>() : unknown;
        if (!unknown.add(name)) {
          throw duplicate(name);
        }
        parser.skipChildren();
        continue;
      }
      if ((seen & member.bit()) != 0) {
        throw duplicate(name);
      }
      seen |= member.bit();
      if (token != JsonToken.VALUE_NULL) {
        present |= member.bit();
        Object value = member(member, parser, reading);
        if (values != null && member.slot() >= 0) {
          values[member.slot()] = value;
        }
      }
    }
    if ((required & ~present) != 0) {
      addMissing(required & ~present, reading);
    }
    return binder == null ? null : binder.bind(values);
  }

  private Object member(Member member, JsonParser parser, Reading reading) throws IOException {
    if (binder != null && member.slot() < 0) {
      reading.addUnsupported(member.name());
    }
    int mark = reading.mark();
    Object value = member.reader().read(parser, reading);
    if (reading.addedSince(mark)) {
      reading.behind(member.step(), mark);
    }
    return value;
  }

  private void addMissing(long missing, Reading reading) {
    for (Member member : members) {
      if ((missing & member.bit()) != 0) {
        int mark = reading.mark();
        reading.add(Violation.ofNull());
        reading.behind(member.step(), mark);
      }
    }
  }

  /** The refusal of a name that is twice in one object. */
  static DynamoDbException duplicate(String name) {
    return TypeMismatch.error("Duplicate field '" + name + "'");
  }

  /**
   * A member.
   *
   * @param name its name
   * @param reader the reader of its values
   * @param slot the record component that takes it; -1 without
   * @param bit its bit among the structure's members
   * @param required whether it must be there
   * @param step the step to it, with its place in answers
   */
  record Member(
      String name, ValueReader reader, int slot, long bit, boolean required, Step.Member step) {}
}
