import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Boils service models (Smithy JSON ASTs) down to what the server needs of them: the official one
 * of DynamoDB, and ours of DynamoDB Streams, which refers to shapes of the official one.
 *
 * <pre>
 * {"operations": {NAME: {"service": NAME, "input": SHAPE, "output": SHAPE, "errors": [SHAPE...]}},
 *  "shapes": {NAME: {"type": TYPE,
 *                    "members": {NAME: {"target": SHAPE, "required": true}},   structure, union
 *                    "member": SHAPE,                                          list
 *                    "key": SHAPE, "value": SHAPE,                             map
 *                    "values": [TEXT...],                                      enum
 *                    "length": [MIN, MAX], "range": [MIN, MAX], "pattern": REGEX,
 *                    "status": HTTP STATUS}}}                                  error structure
 * </pre>
 *
 * <p>Members and enum values keep the model's order; a bound that the model leaves open is null.
 * Only shapes that an operation reaches are kept. Run with the output's path and the models'.
 */
final class ServiceModelCompactor {
  private final ObjectNode shapes;
  private final ObjectMapper json;
  private final Map<String, ObjectNode> kept = new TreeMap<>();
  private final Map<String, String> ids = new TreeMap<>();
  private final Deque<String> pending = new ArrayDeque<>();

  private ServiceModelCompactor(ObjectMapper json) {
    this.json = json;
    this.shapes = json.createObjectNode();
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2) {
      throw new IllegalArgumentException("expected the output's path and the models'");
    }
    ObjectMapper json = new ObjectMapper();
    ServiceModelCompactor compactor = new ServiceModelCompactor(json);
    for (String model : List.of(arguments).subList(1, arguments.length)) {
      compactor.add(json.readTree(Path.of(model).toFile()));
    }
    Path output = Path.of(arguments[0]);
    Files.createDirectories(output.toAbsolutePath().getParent());
    json.writeValue(output.toFile(), compactor.compact());
  }

  private void add(JsonNode model) {
    for (Map.Entry<String, JsonNode> shape : model.get("shapes").properties()) {
      if (shapes.putIfAbsent(shape.getKey(), shape.getValue()) != null) {
        throw new IllegalArgumentException("two models have the shape " + shape.getKey());
      }
    }
  }

  private ObjectNode compact() {
    Map<String, ObjectNode> operations = new TreeMap<>();
    for (Map.Entry<String, JsonNode> shape : shapes.properties()) {
      if (shape.getValue().get("type").asText().equals("service")) {
        addOperations(localName(shape.getKey()), shape.getValue(), operations);
      }
    }
    while (!pending.isEmpty()) {
      String id = pending.removeFirst();
      kept.put(localName(id), shape(id));
    }
    ObjectNode compact = json.createObjectNode();
    compact.putObject("operations").setAll(operations);
    compact.putObject("shapes").setAll(kept);
    return compact;
  }

  private void addOperations(String service, JsonNode shape, Map<String, ObjectNode> operations) {
    for (JsonNode reference : shape.get("operations")) {
      String id = reference.get("target").asText();
      if (operations.put(localName(id), operation(service, shapes.get(id))) != null) {
        throw new IllegalArgumentException("two services have an operation " + localName(id));
      }
    }
  }

  private ObjectNode operation(String service, JsonNode operation) {
    ObjectNode node = json.createObjectNode();
    node.put("service", service);
    node.put("input", reach(operation.get("input")));
    node.put("output", reach(operation.get("output")));
    ArrayNode errors = node.putArray("errors");
    for (JsonNode error : operation.path("errors")) {
      errors.add(reach(error));
    }
    return node;
  }

  private ObjectNode shape(String id) {
    ObjectNode node = json.createObjectNode();
    JsonNode shape = shapes.get(id);
    if (shape == null) {
      return node.put("type", preludeType(id));
    }
    String type = shape.get("type").asText();
    node.put("type", type);
    switch (type) {
      case "structure", "union" -> node.set("members", members(shape.path("members")));
      case "list" -> node.put("member", reach(shape.get("member")));
      case "map" -> {
        node.put("key", reach(shape.get("key")));
        node.put("value", reach(shape.get("value")));
      }
      case "enum" -> {
        ArrayNode values = node.putArray("values");
        for (JsonNode member : shape.get("members")) {
          values.add(trait(member, "enumValue").asText());
        }
      }
      case "string", "blob", "boolean", "integer", "long", "double", "timestamp" -> {}
      default -> throw new IllegalArgumentException(id + " is of an unexpected type: " + type);
    }
    constraints(shape, node);
    return node;
  }

  private ObjectNode members(JsonNode members) {
    ObjectNode node = json.createObjectNode();
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      ObjectNode compact = node.putObject(member.getKey());
      compact.put("target", reach(member.getValue()));
      if (!trait(member.getValue(), "required").isMissingNode()) {
        compact.put("required", true);
      }
    }
    return node;
  }

  private void constraints(JsonNode shape, ObjectNode node) {
    for (String bounds : new String[] {"length", "range"}) {
      JsonNode trait = trait(shape, bounds);
      if (!trait.isMissingNode()) {
        node.putArray(bounds).add(trait.get("min")).add(trait.get("max"));
      }
    }
    JsonNode pattern = trait(shape, "pattern");
    if (!pattern.isMissingNode()) {
      node.put("pattern", pattern.asText());
    }
    JsonNode error = trait(shape, "error");
    if (!error.isMissingNode()) {
      int fallback = error.asText().equals("server") ? 500 : 400;
      node.put("status", trait(shape, "httpError").asInt(fallback));
    }
  }

  /** Remembers to keep the shape that a reference points to and gives its local name. */
  private String reach(JsonNode reference) {
    String id = reference.get("target").asText();
    String name = localName(id);
    String known = ids.putIfAbsent(name, id);
    if (known == null) {
      pending.addLast(id);
    } else if (!known.equals(id)) {
      throw new IllegalArgumentException("two shapes have one local name: " + known + ", " + id);
    }
    return name;
  }

  private static JsonNode trait(JsonNode node, String name) {
    return node.path("traits").path("smithy.api#" + name);
  }

  private static String preludeType(String id) {
    return switch (id) {
      case "smithy.api#String" -> "string";
      case "smithy.api#Blob" -> "blob";
      case "smithy.api#Boolean" -> "boolean";
      case "smithy.api#Integer" -> "integer";
      case "smithy.api#Long" -> "long";
      case "smithy.api#Double" -> "double";
      case "smithy.api#Timestamp" -> "timestamp";
      case "smithy.api#Unit" -> "structure";
      default -> throw new IllegalArgumentException("unknown prelude shape " + id);
    };
  }

  private static String localName(String id) {
    return id.substring(id.indexOf('#') + 1);
  }
}
