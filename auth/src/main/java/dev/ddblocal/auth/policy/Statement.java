package dev.ddblocal.auth.policy;

import dev.ddblocal.domain.identity.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A statement of a policy document. Immutable. */
public final class Statement {
  /** Patterns, and whether the element is the one with {@code Not}. */
  record Patterns(boolean negated, List<Template> templates) {
    Patterns {
      templates = List.copyOf(templates);
    }

    List<String> texts() {
      return templates.stream().map(Template::source).toList();
    }
  }

  private final String sid;
  private final Effect effect;
  private final Optional<PrincipalElement> principal;
  private final Patterns actions;
  private final Optional<Patterns> resources;
  private final List<Condition> conditions;

  Statement(
      String sid,
      Effect effect,
      Optional<PrincipalElement> principal,
      Patterns actions,
      Optional<Patterns> resources,
      List<Condition> conditions) {
    this.sid = sid;
    this.effect = effect;
    this.principal = principal;
    this.actions = actions;
    this.resources = resources;
    this.conditions = List.copyOf(conditions);
  }

  /** The statement's id; empty if it has none. */
  public String sid() {
    return sid;
  }

  /** What it does with the requests that it matches. */
  public Effect effect() {
    return effect;
  }

  /** Whom it is about; empty in policies that are attached to their principal. */
  public Optional<PrincipalElement> principal() {
    return principal;
  }

  /** The patterns of the element Action or NotAction, as the document has them. */
  public List<String> actions() {
    return actions.texts();
  }

  /** Whether the element is NotAction. */
  public boolean negatesActions() {
    return actions.negated();
  }

  /** The patterns of the element Resource or NotResource; none in a trust policy. */
  public List<String> resources() {
    return resources.map(Patterns::texts).orElse(List.of());
  }

  /** Whether the element is NotResource. */
  public boolean negatesResources() {
    return resources.filter(Patterns::negated).isPresent();
  }

  /**
   * Whether it allows something to anyone: its principal is everyone, or everyone but some, and no
   * condition fixes who, where from or for whom (AWS: the meaning of "public" of Amazon S3's Block
   * Public Access, which DynamoDB's follows).
   */
  public boolean isPublic() {
    boolean everyone =
        principal.filter(element -> element.negated() || element.isEveryone()).isPresent();
    return effect == Effect.ALLOW && everyone && conditions.stream().noneMatch(FixedValues::narrow);
  }

  /** The condition keys that it asks for, as the document writes them. */
  Stream<String> contextKeys() {
    Stream<String> ofConditions = conditions.stream().flatMap(c -> c.keys().stream());
    Stream<String> ofResources =
        resources.stream()
            .flatMap(patterns -> patterns.templates().stream())
            .flatMap(template -> template.variables().stream());
    return Stream.concat(ofResources, ofConditions);
  }

  List<Condition> conditions() {
    return conditions;
  }

  /** Whether a condition is on the ARN of the caller. */
  boolean asksForPrincipalArn() {
    String name = ContextKeys.PRINCIPAL_ARN.toLowerCase(Locale.ROOT);
    return conditions.stream().anyMatch(condition -> condition.name().equals(name));
  }

  /**
   * Whether it applies to a request, whoever makes it.
   *
   * @param action the action in lower case
   */
  boolean applies(String action, String resource, RequestContext context) {
    return matchesAction(action)
        && matchesResource(resource, context).applies(effect)
        && matchesConditions(context).applies(effect);
  }

  /**
   * How closely it names the caller; only for statements with a principal.
   *
   * @param everyone what it is worth to be named as everyone
   */
  PrincipalElement.Closeness closeness(Principal caller, PrincipalElement.Closeness everyone) {
    return principal
        .map(element -> element.closeness(caller, everyone))
        .orElse(PrincipalElement.Closeness.NONE);
  }

  /** Whether it is about the caller if it denies; without a principal it is. */
  boolean denies(Principal caller) {
    return principal.isEmpty() || principal.get().denies(caller);
  }

  private boolean matchesAction(String action) {
    for (Template pattern : actions.templates()) {
      if (pattern.constant().orElseThrow() instanceof Template.Expansion.Known(Glob glob)
          && glob.matches(action)) {
        return !actions.negated();
      }
    }
    return actions.negated();
  }

  private Match matchesResource(String resource, RequestContext context) {
    if (resources.isEmpty()) {
      return Match.YES;
    }
    boolean negated = resources.get().negated();
    Match result = Match.NO;
    for (Template pattern : resources.get().templates()) {
      switch (pattern.expand(context)) {
        case Template.Expansion.Known(Glob glob) -> {
          if (glob.matches(resource)) {
            return Match.of(!negated);
          }
        }
        // A pattern without a value matches nothing; that must not make NotResource allow more.
        case Template.Expansion.Missing missing -> result = negated ? Match.UNKNOWN : result;
        case Template.Expansion.Unknown unknown -> result = Match.UNKNOWN;
      }
    }
    return negated ? result.negated() : result;
  }

  private Match matchesConditions(RequestContext context) {
    Match result = Match.YES;
    for (Condition condition : conditions) {
      Match match = condition.matches(context, effect);
      if (match == Match.NO) {
        return Match.NO;
      }
      if (match == Match.UNKNOWN) {
        result = Match.UNKNOWN;
      }
    }
    return result;
  }
}
