package dev.ddblocal.it.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Names and values in the expressions of one request, placeholders for them, and their maps. */
final class Wording {
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Random random;

  Wording(Random random) {
    this.random = random;
  }

  /** What stands for an attribute's name: the name itself, or a placeholder. */
  String name(String name) {
    if (random.nextBoolean()) {
      return name;
    }
    names.put("#" + name, name);
    return "#" + name;
  }

  /** What stands for a value. */
  String value(Value value) {
    String placeholder = ":v" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }

  /** The same placeholders, to which others can be added. */
  Wording copy() {
    Wording copy = new Wording(random);
    copy.names.putAll(names);
    copy.values.putAll(values);
    return copy;
  }

  /** Puts the maps of placeholders into the request. */
  void into(ObjectNode request) {
    if (!names.isEmpty()) {
      ObjectNode member = request.putObject("ExpressionAttributeNames");
      names.forEach(member::put);
    }
    if (!values.isEmpty()) {
      request.set("ExpressionAttributeValues", Value.json(values));
    }
  }
}
