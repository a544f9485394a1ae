package dev.ddblocal.http.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * DynamoDB's official service model and ours of DynamoDB Streams, boiled down when this module is
 * built: operations and the shapes they reach, by their local names.
 */
final class ServiceModel {
  private final Map<String, Operation> operations = new LinkedHashMap<>();
  private final Map<String, Shape> shapes = new HashMap<>();

  private ServiceModel(Map<String, Object> compact) {
    for (var operation : JsonTree.objects(compact.get("operations"))) {
      Map<String, Object> shapeNames = operation.getValue();
      operations.put(
          operation.getKey(),
          new Operation(
              shapeNames.get("service") + "." + operation.getKey(),
              (String) shapeNames.get("input"),
              (String) shapeNames.get("output")));
    }
    for (var shape : JsonTree.objects(compact.get("shapes"))) {
      shapes.put(shape.getKey(), Shape.of(shape.getKey(), shape.getValue()));
    }
  }

  /** Loads the model. */
  static ServiceModel load() {
    return new ServiceModel(JsonTree.ofResource("dynamodb-service-model.json"));
  }

  /** The names of all operations that the two services have, served or not. */
  Set<String> operations() {
    return operations.keySet();
  }

  /** An operation's target, input and output. */
  Operation operation(String name) {
    Operation operation = operations.get(name);
    if (operation == null) {
      throw new IllegalArgumentException("the model has no operation " + name);
    }
    return operation;
  }

  /** The shape of a name that a reference in the model gives. */
  Shape shape(String name) {
    Shape shape = shapes.get(name);
    if (shape == null) {
      throw new IllegalArgumentException("the model has no shape " + name);
    }
    return shape;
  }

  /** The HTTP status of the error shape of that name, if the model has it. */
  OptionalInt errorStatus(String name) {
    Shape shape = shapes.get(name);
    return shape == null || shape.errorStatus() == 0
        ? OptionalInt.empty()
        : OptionalInt.of(shape.errorStatus());
  }

  /**
   * An operation.
   *
   * @param target its service and name, as {@code X-Amz-Target} says them
   * @param input the name of its input's shape
   * @param output the name of its output's shape
   */
  record Operation(String target, String input, String output) {}

  /** The Smithy types that the model uses. */
  enum Type {
    STRUCTURE,
    UNION,
    LIST,
    MAP,
    ENUM,
    STRING,
    BLOB,
    BOOLEAN,
    INTEGER,
    LONG,
    DOUBLE,
    TIMESTAMP
  }

  /**
   * A member of a structure or union.
   *
   * @param name its name, as it stands on the wire
   * @param target its shape's name
   * @param required whether a request without it is invalid
   */
  record Member(String name, String target, boolean required) {}

  /**
   * A shape.
   *
   * @param name its local name
   * @param type its type
   * @param members a structure's or union's members in the model's order; else none
   * @param key the shape of a map's keys; else null
   * @param element the shape of a list's members or a map's values; else null
   * @param constraints what the model asks of values of this shape
   * @param errorStatus the HTTP status of an error; 0 for shapes that are none
   */
  record Shape(
      String name,
      Type type,
      List<Member> members,
      String key,
      String element,
      Constraints constraints,
      int errorStatus) {
    private static Shape of(String name, Map<String, Object> shape) {
      List<Member> members = new ArrayList<>();
      for (var member : JsonTree.objects(shape.get("members"))) {
        members.add(
            new Member(
                member.getKey(),
                (String) member.getValue().get("target"),
                member.getValue().containsKey("required")));
      }
      Type type = Type.valueOf(((String) shape.get("type")).toUpperCase(Locale.ROOT));
      Object status = shape.get("status");
      return new Shape(
          name,
          type,
          List.copyOf(members),
          (String) shape.get("key"),
          (String) shape.get(type == Type.MAP ? "value" : "member"),
          Constraints.of(shape),
          status == null ? 0 : ((Number) status).intValue());
    }
  }
}
