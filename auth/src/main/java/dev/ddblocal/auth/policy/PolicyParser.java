package dev.ddblocal.auth.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the text of a policy document. Whatever the grammar does not have is refused. */
final class PolicyParser {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private static final int HIGHEST_CHARACTER = 0xff;

  private final String text;
  private final PolicyType type;

  PolicyParser(String text, PolicyType type) {
    this.text = text;
    this.type = type;
  }

  /** What a statement has, before its document's version is known. */
  private static final class Draft {
    private String sid = "";
    private Effect effect;
    private PrincipalElement principal;
    private Element actions;
    private Element resources;
    private List<ConditionText> conditions = List.of();
  }

  private record Element(boolean negated, List<String> values) {}

  private record ConditionText(String operator, String key, List<String> values) {}

  PolicyDocument parse() {
    if (!text.chars().allMatch(PolicyParser::isAllowed)) {
      throw syntaxErrors();
    }
    try (JsonParser json = JSON.createParser(text)) {
      expect(json.nextToken() == JsonToken.START_OBJECT);
      PolicyDocument document = document(json);
      expect(json.nextToken() == null);
      return document;
    } catch (IOException e) {
      throw syntaxErrors();
    }
  }

  private static boolean isAllowed(int character) {
    return (character >= ' ' && character <= HIGHEST_CHARACTER)
        || character == '\t'
        || character == '\n'
        || character == '\r';
  }

  private PolicyDocument document(JsonParser json) throws IOException {
    Optional<PolicyVersion> version = Optional.empty();
    List<Draft> drafts = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      switch (name) {
        case "Version" -> {
          version = PolicyVersion.of(string(json, token));
          expect(version.isPresent());
        }
        case "Id" -> string(json, token);
        case "Statement" -> drafts = statements(json, token);
        default -> throw syntaxErrors();
      }
    }
    expect(drafts != null && !drafts.isEmpty());
    boolean variables = version.filter(PolicyVersion::hasVariables).isPresent();
    List<Statement> statements = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      statements.add(compile(draft, variables));
    }
    return new PolicyDocument(version, statements);
  }

  private List<Draft> statements(JsonParser json, JsonToken token) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      return List.of(statement(json));
    }
    expect(token == JsonToken.START_ARRAY);
    List<Draft> drafts = new ArrayList<>();
    for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      expect(next == JsonToken.START_OBJECT);
      drafts.add(statement(json));
    }
    return drafts;
  }

  private Draft statement(JsonParser json) throws IOException {
    Draft draft = new Draft();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      switch (name) {
        case "Sid" -> draft.sid = string(json, token);
        case "Effect" -> draft.effect = effect(string(json, token));
        case "Action", "NotAction" -> {
          expect(draft.actions == null);
          draft.actions = new Element(name.startsWith("Not"), strings(json, token));
        }
        case "Resource", "NotResource" -> {
          expect(draft.resources == null);
          draft.resources = new Element(name.startsWith("Not"), strings(json, token));
        }
        case "Principal", "NotPrincipal" -> {
          expect(draft.principal == null);
          draft.principal = new PrincipalElement(name.startsWith("Not"), principals(json, token));
        }
        case "Condition" -> draft.conditions = conditions(json, token);
        default -> throw syntaxErrors();
      }
    }
    return draft;
  }

  private static Effect effect(String text) {
    return switch (text) {
      case "Allow" -> Effect.ALLOW;
      case "Deny" -> Effect.DENY;
      default -> throw syntaxErrors();
    };
  }

  private List<PrincipalElement.Name> principals(JsonParser json, JsonToken token)
      throws IOException {
    List<PrincipalElement.Name> names = new ArrayList<>();
    if (token == JsonToken.VALUE_STRING) {
      expect(json.getText().equals(PrincipalElement.EVERYONE));
      names.add(
          new PrincipalElement.Name(PrincipalElement.Kind.EVERYONE, PrincipalElement.EVERYONE));
      return names;
    }
    expect(token == JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      PrincipalElement.Kind kind = kind(json.currentName());
      for (String value : strings(json, json.nextToken())) {
        names.add(new PrincipalElement.Name(kind, value));
      }
    }
    if (names.isEmpty()) {
      throw new MalformedPolicyException(
          "Invalid principal in policy: com.amazon.balsa.error.InvalidPolicyException: The passed"
              + " in policy has a statement with no principals!");
    }
    return names;
  }

  private static PrincipalElement.Kind kind(String text) {
    for (PrincipalElement.Kind kind : PrincipalElement.Kind.values()) {
      if (kind != PrincipalElement.Kind.EVERYONE && kind.text().equals(text)) {
        return kind;
      }
    }
    throw syntaxErrors();
  }

  private static List<ConditionText> conditions(JsonParser json, JsonToken token)
      throws IOException {
    expect(token == JsonToken.START_OBJECT);
    List<ConditionText> conditions = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String operator = json.currentName();
      expect(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        conditions.add(new ConditionText(operator, key, values(json, json.nextToken())));
      }
    }
    return conditions;
  }

  private static String string(JsonParser json, JsonToken token) throws IOException {
    expect(token == JsonToken.VALUE_STRING);
    return json.getText();
  }

  private static List<String> strings(JsonParser json, JsonToken token) throws IOException {
    if (token != JsonToken.START_ARRAY) {
      return List.of(string(json, token));
    }
    List<String> strings = new ArrayList<>();
    for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      strings.add(string(json, next));
    }
    return strings;
  }

  /** Values of conditions may also be numbers and booleans. */
  private static List<String> values(JsonParser json, JsonToken token) throws IOException {
    if (token != JsonToken.START_ARRAY) {
      return List.of(value(json, token));
    }
    List<String> values = new ArrayList<>();
    for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      values.add(value(json, next));
    }
    return values;
  }

  private static String value(JsonParser json, JsonToken token) throws IOException {
    expect(token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL);
    return json.getText();
  }

  private Statement compile(Draft draft, boolean variables) {
    expect(draft.effect != null);
    if (draft.actions == null || draft.actions.values().isEmpty()) {
      throw new MalformedPolicyException("Policy statement must contain actions.");
    }
    checkPrincipal(draft);
    checkResources(draft);
    return new Statement(
        draft.sid,
        draft.effect,
        Optional.ofNullable(draft.principal),
        new Statement.Patterns(
            draft.actions.negated(),
            draft.actions.values().stream().map(Template::ofAction).toList()),
        Optional.ofNullable(draft.resources)
            .map(element ->
                new Statement.Patterns(
                    element.negated(),
                    element.values().stream()
                        .map(r -> Template.compile(r, variables, Template.Wildcards.SEGMENTS))
                        .toList())),
        draft.conditions.stream()
            .map(c -> new Condition(c.operator(), c.key(), c.values(), variables))
            .toList());
  }

  private void checkPrincipal(Draft draft) {
    if (type.namesPrincipals() && draft.principal == null) {
      throw new MalformedPolicyException("Missing required field Principal");
    }
    if (!type.namesPrincipals() && draft.principal != null) {
      throw new MalformedPolicyException("Policy document should not specify a principal.");
    }
  }

  private void checkResources(Draft draft) {
    boolean empty = draft.resources == null || draft.resources.values().isEmpty();
    if (type.namesResources() && empty) {
      throw new MalformedPolicyException("Policy statement must contain resources.");
    }
    if (!type.namesResources() && draft.resources != null) {
      throw new MalformedPolicyException("Has prohibited field Resource");
    }
  }

  private static void expect(boolean holds) {
    if (!holds) {
      throw syntaxErrors();
    }
  }

  static MalformedPolicyException syntaxErrors() {
    return new MalformedPolicyException("Syntax errors in policy.");
  }
}
