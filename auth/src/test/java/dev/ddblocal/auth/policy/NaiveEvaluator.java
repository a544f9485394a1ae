package dev.ddblocal.auth.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.ContextValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The same rules, written down a second time in the plainest way: trees of JSON, regular
 * expressions, nothing compiled and nothing kept. It knows the operators on strings and Null.
 */
final class NaiveEvaluator {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Set<String> NEVER_POPULATED = Set.of("aws:sourcevpc");

  private final boolean crossAccount;
  private final String iamAccount;

  NaiveEvaluator(boolean crossAccount, String iamAccount) {
    this.crossAccount = crossAccount;
    this.iamAccount = iamAccount;
  }

  /** The decision's kind, and the layer of a denial. */
  String decide(
      EffectivePolicies own, Optional<NamedPolicy> resourcePolicy, PolicyRequest request) {
    Principal caller = request.caller().principal();
    String callerAccount = caller.accountId().value();
    String resourceAccount = request.resourceAccount().value();
    if (callerAccount.equals(iamAccount) != resourceAccount.equals(iamAccount)) {
      return "implicit RESOURCE";
    }
    boolean root = caller instanceof Principal.Root;
    boolean identity = root;
    boolean boundary = root || own.boundary().isEmpty();
    boolean session = root || own.session().isEmpty();
    if (!root) {
      List<JsonNode> boundaries = statements(own.boundary().stream().toList());
      List<JsonNode> sessions = statements(own.session().orElse(List.of()));
      if (any("Deny", statements(own.identity()), request)) {
        return "explicit IDENTITY";
      }
      if (any("Deny", boundaries, request)) {
        return "explicit BOUNDARY";
      }
      if (any("Deny", sessions, request)) {
        return "explicit SESSION";
      }
      identity = any("Allow", statements(own.identity()), request);
      boundary = boundary || any("Allow", boundaries, request);
      session = session || any("Allow", sessions, request);
    }
    List<JsonNode> ofResource = statements(resourcePolicy.stream().toList());
    for (JsonNode statement : ofResource) {
      if (applies("Deny", statement, request) && isDenied(statement, caller)) {
        return "explicit RESOURCE";
      }
    }
    boolean direct = false;
    boolean byIssuer = false;
    boolean named = false;
    for (JsonNode statement : ofResource) {
      if (applies("Allow", statement, request)) {
        String how = naming(statement, caller);
        direct |= how.equals("direct");
        byIssuer |= how.equals("issuer");
        named |= !how.equals("none");
      }
    }
    if (!callerAccount.equals(resourceAccount)) {
      if (!crossAccount) {
        return "implicit RESOURCE";
      }
      return first(identity, boundary, session, named);
    }
    if (root || direct) {
      return "allowed";
    }
    return first(identity || byIssuer, boundary, session, true);
  }

  private static String first(boolean identity, boolean boundary, boolean session, boolean named) {
    return !identity
        ? "implicit IDENTITY"
        : !boundary
            ? "implicit BOUNDARY"
            : !session ? "implicit SESSION" : named ? "allowed" : "implicit RESOURCE";
  }

  private static List<JsonNode> statements(List<NamedPolicy> policies) {
    List<JsonNode> statements = new ArrayList<>();
    for (NamedPolicy policy : policies) {
      try {
        JSON.readTree(policy.document()).get("Statement").forEach(statements::add);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
    return statements;
  }

  private static boolean any(String effect, List<JsonNode> statements, PolicyRequest request) {
    return statements.stream().anyMatch(statement -> applies(effect, statement, request));
  }

  // Principals.

  private static List<String> accountNames(Principal caller) {
    String id = caller.accountId().value();
    return List.of(id, "arn:aws:iam::" + id + ":root");
  }

  private static List<String> ownNames(Principal caller) {
    return caller instanceof Principal.User user
        ? List.of(user.arn(), user.userId())
        : List.of(caller.arn());
  }

  private static List<String> issuerNames(Principal caller) {
    return switch (caller) {
      case Principal.AssumedRole role -> List.of(role.roleArn(), role.roleId());
      case Principal.FederatedUser user -> List.of(user.issuer().arn(), user.issuer().userId());
      default -> List.of();
    };
  }

  private static List<String> names(JsonNode statement, String element) {
    JsonNode node = statement.get(element);
    if (node == null) {
      return List.of();
    }
    return node.isTextual() ? List.of(node.textValue()) : texts(node.path("AWS"));
  }

  private static boolean isDenied(JsonNode statement, Principal caller) {
    List<String> names = names(statement, "Principal");
    List<String> all =
        Stream.of(List.of("*"), accountNames(caller), ownNames(caller), issuerNames(caller))
            .flatMap(List::stream)
            .toList();
    if (statement.has("Principal")) {
      return names.stream().anyMatch(all::contains);
    }
    List<String> spared = names(statement, "NotPrincipal");
    if (spared.contains("*")) {
      return false;
    }
    boolean root = caller instanceof Principal.Root;
    boolean account = spared.stream().anyMatch(accountNames(caller)::contains);
    boolean own = root || spared.stream().anyMatch(ownNames(caller)::contains);
    boolean issuer =
        issuerNames(caller).isEmpty() || spared.stream().anyMatch(issuerNames(caller)::contains);
    return !account || !own || !issuer;
  }

  private static String naming(JsonNode statement, Principal caller) {
    boolean asksForArn = statement.path("Condition").toString().contains("aws:PrincipalArn");
    String everyone = caller instanceof Principal.AssumedRole && asksForArn ? "issuer" : "direct";
    if (statement.has("NotPrincipal")) {
      List<String> names = names(statement, "NotPrincipal");
      boolean listed =
          names.stream()
              .anyMatch(name ->
                  name.equals("*")
                      || accountNames(caller).contains(name)
                      || ownNames(caller).contains(name)
                      || issuerNames(caller).contains(name));
      return listed ? "none" : everyone;
    }
    List<String> names = names(statement, "Principal");
    boolean root = caller instanceof Principal.Root;
    if (!root && names.stream().anyMatch(ownNames(caller)::contains)) {
      return "direct";
    }
    if (names.contains("*") && everyone.equals("direct")) {
      return "direct";
    }
    if (names.contains("*") || names.stream().anyMatch(issuerNames(caller)::contains)) {
      return "issuer";
    }
    return names.stream().anyMatch(accountNames(caller)::contains) ? "account" : "none";
  }

  // Statements.

  private static boolean applies(String effect, JsonNode statement, PolicyRequest request) {
    return statement.get("Effect").textValue().equals(effect)
        && matchesAction(statement, request.action())
        && matchesResource(statement, request)
        && matchesConditions(effect.equals("Deny"), statement, request.context());
  }

  private static boolean matchesAction(JsonNode statement, String action) {
    boolean not = statement.has("NotAction");
    boolean listed =
        texts(statement.get(not ? "NotAction" : "Action")).stream()
            .anyMatch(pattern ->
                Pattern.compile(
                        quote(pattern).replace("*", ".*").replace("?", "."),
                        Pattern.CASE_INSENSITIVE)
                    .matcher(action)
                    .matches());
    return listed != not;
  }

  private static boolean matchesResource(JsonNode statement, PolicyRequest request) {
    boolean deny = statement.get("Effect").textValue().equals("Deny");
    boolean not = statement.has("NotResource");
    boolean listed = false;
    boolean missing = false;
    for (String pattern : texts(statement.get(not ? "NotResource" : "Resource"))) {
      Optional<String> regex = expand(segments(pattern), request.context());
      missing |= regex.isEmpty();
      listed |= regex.isPresent() && request.resource().matches(regex.get());
    }
    if (not && missing && !listed) {
      return deny;
    }
    return listed != not;
  }

  /** The pattern as a regular expression that still has its variables. */
  private static String segments(String pattern) {
    StringBuilder regex = new StringBuilder();
    int colons = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (pattern.startsWith("${", i)) {
        int end = pattern.indexOf('}', i);
        regex.append(pattern, i, end + 1);
        i = end;
      } else if (c == '*') {
        String rest = pattern.substring(i).replaceFirst("^\\*+", "");
        boolean free = colons >= 5 || rest.isEmpty() || rest.startsWith(":");
        regex.append(free ? ".*" : "[^:]*");
      } else if (c == '?') {
        regex.append(colons >= 5 ? "." : "[^:]");
      } else {
        colons += c == ':' ? 1 : 0;
        regex.append(quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }

  /** Replaces variables by their quoted values; empty if one has none. */
  private static Optional<String> expand(String regex, RequestContext context) {
    StringBuilder expanded = new StringBuilder();
    Matcher matcher = VARIABLE.matcher(regex);
    while (matcher.find()) {
      if (!(context.valueOf(matcher.group(1)) instanceof ContextValue.One(String value))) {
        return Optional.empty();
      }
      matcher.appendReplacement(expanded, Matcher.quoteReplacement(Pattern.quote(value)));
    }
    matcher.appendTail(expanded);
    return Optional.of(expanded.toString());
  }

  // Conditions.

  private static boolean matchesConditions(
      boolean deny, JsonNode statement, RequestContext context) {
    boolean all = true;
    for (var operator : statement.path("Condition").properties()) {
      for (var key : operator.getValue().properties()) {
        all &= matches(deny, operator.getKey(), key.getKey(), texts(key.getValue()), context);
      }
    }
    return all;
  }

  private static boolean matches(
      boolean deny, String operator, String key, List<String> expected, RequestContext context) {
    String base =
        operator.replace("ForAllValues:", "").replace("ForAnyValue:", "").replace("IfExists", "");
    if (!base.matches("Null|String(Not)?(Equals|Like)(IgnoreCase)?")) {
      return deny;
    }
    ContextValue value = context.valueOf(key);
    if (value instanceof ContextValue.Unknown) {
      return deny;
    }
    boolean absent = value instanceof ContextValue.Absent;
    if (absent && deny && NEVER_POPULATED.contains(key.toLowerCase(Locale.ROOT))) {
      return true;
    }
    List<String> values =
        switch (value) {
          case ContextValue.One(String one) -> List.of(one);
          case ContextValue.Many(List<String> many) -> many;
          default -> List.of();
        };
    if (base.equals("Null")) {
      return expected.contains(String.valueOf(values.isEmpty()));
    }
    boolean all = operator.startsWith("ForAllValues:");
    boolean any = operator.startsWith("ForAnyValue:");
    boolean not = base.contains("Not");
    if (absent) {
      return operator.endsWith("IfExists") || all || (!any && not);
    }
    boolean several =
        value instanceof ContextValue.Many || key.equalsIgnoreCase("dynamodb:LeadingKeys");
    if (!all && !any) {
      return !several && holds(base, not, values.getFirst(), expected, context);
    }
    return all
        ? values.stream().allMatch(one -> holds(base, not, one, expected, context))
        : values.stream().anyMatch(one -> holds(base, not, one, expected, context));
  }

  private static boolean holds(
      String base, boolean not, String value, List<String> expected, RequestContext context) {
    boolean listed = false;
    for (String text : expected) {
      StringBuilder regex = new StringBuilder();
      for (int i = 0; i < text.length(); i++) {
        if (text.startsWith("${", i)) {
          int end = text.indexOf('}', i);
          regex.append(text, i, end + 1);
          i = end;
        } else {
          String quoted = quote(text.substring(i, i + 1));
          boolean like = base.contains("Like");
          regex.append(
              like && quoted.equals("*")
                  ? ".*"
                  : like && quoted.equals("?") ? "." : Pattern.quote(text.substring(i, i + 1)));
        }
      }
      Optional<String> expanded = expand(regex.toString(), context);
      int flags = base.contains("IgnoreCase") ? Pattern.CASE_INSENSITIVE : 0;
      listed |=
          expanded.isPresent() && Pattern.compile(expanded.get(), flags).matcher(value).matches();
    }
    return listed != not;
  }

  private static List<String> texts(JsonNode node) {
    if (node.isTextual()) {
      return List.of(node.textValue());
    }
    List<String> texts = new ArrayList<>();
    node.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  /** Quotes everything but the two wildcards. */
  private static String quote(String text) {
    return text.replaceAll("[^*?A-Za-z0-9]", "\\\\$0");
  }
}
