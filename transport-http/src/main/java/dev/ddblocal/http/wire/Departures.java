package dev.ddblocal.http.wire;

import dev.ddblocal.http.wire.Breach.Kind;
import dev.ddblocal.http.wire.Violation.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The recorded departures of the service from its model: {@code wire-departures.json}.
 *
 * <pre>
 * {"shapes": {SHAPE: {constraints, "fact"}},
 *  "members": [{"operations": [NAME...], "member": PATH, "of": "value" | "keys", constraints, "fact"}],
 *  "order": [{"operations": [NAME...], "first": [MEMBER...], "fact"}],
 *  "olderWhenNull": [{"operations": [NAME...], "member": MEMBER, "fact"}],
 *  "answers": [{"operations": [NAME...], "member": PATH, "of": "value" | "elements" | "keys",
 *               "violation": KIND, "form": FORM, "text": TEXT, "values": [TEXT...],
 *               "echo": "java" | "json", "alone": true, "yields": true, "fact"}]}
 * </pre>
 *
 * <p>A path is the names of members from the request's down, joined by dots; lists and maps in
 * between are not named. Constraints are those of {@link Constraints#with}.
 */
final class Departures {
  private final Map<String, Map<String, Object>> shapes = new HashMap<>();
  private final List<Entry> members = new ArrayList<>();
  private final List<Entry> order = new ArrayList<>();
  private final List<Entry> olderWhenNull = new ArrayList<>();
  private final List<Entry> answers = new ArrayList<>();

  private Departures(Map<String, Object> resource) {
    JsonTree.objects(resource.get("shapes"))
        .forEach(shape -> shapes.put(shape.getKey(), shape.getValue()));
    read(resource, "members", members);
    read(resource, "order", order);
    read(resource, "olderWhenNull", olderWhenNull);
    read(resource, "answers", answers);
  }

  /** Loads the departures. */
  static Departures load() {
    return new Departures(JsonTree.ofResource("wire-departures.json"));
  }

  /** What a shape's constraints are in truth. */
  Constraints ofShape(ServiceModel.Shape shape) {
    Map<String, Object> departure = shapes.get(shape.name());
    return departure == null ? shape.constraints() : shape.constraints().with(departure);
  }

  /** What is asked in truth of a member's value, or of its keys, beyond what its shape asks. */
  Constraints ofMember(String operation, String path, Subject subject, Constraints ofShape) {
    for (Entry entry : members) {
      if (entry.isOf(operation, path) && entry.subject() == subject) {
        return ofShape.with(entry.content());
      }
    }
    return ofShape;
  }

  /** The place of a member among its structure's in an answer, given its place in the model. */
  int order(String operation, String member, int inModel) {
    for (Entry entry : order) {
      int place = entry.isOf(operation) ? entry.list("first").indexOf(member) : -1;
      if (place >= 0) {
        return place - 1000;
      }
    }
    return inModel;
  }

  /** Whether all violations are told in the older form because that member was left out. */
  boolean olderWhenNull(String operation, String member) {
    return olderWhenNull.stream().anyMatch(entry -> entry.isOf(operation, member));
  }

  /** How a violation is told. */
  Answer answer(String operation, String path, Subject subject, Kind kind) {
    for (Entry entry : answers) {
      if (entry.isOf(operation, path) && entry.subject() == subject && entry.isOfKind(kind)) {
        return entry.answer();
      }
    }
    return Answer.OLDER;
  }

  /** The names of the shapes that have departures. */
  Set<String> shapes() {
    return shapes.keySet();
  }

  /** All entries that name operations, for those who check that they name what exists. */
  List<Entry> entries() {
    List<Entry> all = new ArrayList<>(members);
    all.addAll(order);
    all.addAll(olderWhenNull);
    all.addAll(answers);
    return all;
  }

  private static void read(Map<String, Object> resource, String name, List<Entry> entries) {
    for (Object entry : JsonTree.list(resource.get(name))) {
      Map<String, Object> content = JsonTree.object(entry);
      entries.add(new Entry(JsonTree.list(content.get("operations")), content));
    }
  }

  /** The forms in which a violation is told. */
  enum Form {
    /** With the value and the path in camel case. */
    OLDER,
    /** Without the value, the path in Pascal case. */
    NEWER,
    /** With neither. */
    NEWEST,
    /** A text of its own that stands outside the envelope. */
    TEXT
  }

  /**
   * How a violation is told.
   *
   * @param form the form
   * @param text the text of the form {@code TEXT}; else null
   * @param values the values to list for an enum instead of the usual ones; else empty
   * @param echoAsJson whether a map or list is repeated as JSON, not as Java prints it
   * @param alone whether nothing else is told
   * @param yields whether it is not told where there is anything else to tell
   */
  record Answer(
      Form form,
      String text,
      List<String> values,
      boolean echoAsJson,
      boolean alone,
      boolean yields) {
    /** The form that stands where no other is recorded. */
    static final Answer OLDER = new Answer(Form.OLDER, null, List.of(), false, false, false);
  }

  /**
   * One recorded departure.
   *
   * @param operations the operations that it is of
   * @param content the entry as it stands in the resource
   */
  record Entry(List<String> operations, Map<String, Object> content) {
    private boolean isOf(String operation) {
      return operations.contains(operation);
    }

    private boolean isOf(String operation, String path) {
      return path.equals(content.get("member")) && isOf(operation);
    }

    private boolean isOfKind(Kind kind) {
      Object violation = content.get("violation");
      return violation == null || Kind.valueOf((String) violation) == kind;
    }

    private Subject subject() {
      return switch ((String) content.getOrDefault("of", "value")) {
        case "value" -> Subject.VALUE;
        case "elements" -> Subject.ELEMENT;
        case "keys" -> Subject.KEY;
        default -> throw new IllegalArgumentException("unknown subject in " + content);
      };
    }

    private Answer answer() {
      String form = (String) content.getOrDefault("form", "older");
      return new Answer(
          Form.valueOf(form.toUpperCase(Locale.ROOT)),
          (String) content.get("text"),
          JsonTree.list(content.get("values")),
          "json".equals(content.get("echo")),
          content.containsKey("alone"),
          content.containsKey("yields"));
    }

    private List<String> list(String name) {
      return JsonTree.list(content.get(name));
    }
  }
}
