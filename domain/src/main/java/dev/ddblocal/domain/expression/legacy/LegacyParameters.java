package dev.ddblocal.domain.expression.legacy;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.DocumentPath;
import dev.ddblocal.domain.expression.KeyClause;
import dev.ddblocal.domain.expression.KeyCondition;
import dev.ddblocal.domain.expression.Operand;
import dev.ddblocal.domain.expression.Projection;
import dev.ddblocal.domain.expression.Update;
import dev.ddblocal.domain.expression.UpdateAction;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Translates the legacy parameters of requests; a parameter that is null answers empty. Attributes
 * are checked in the order of the request, the values of each before what they are used for.
 *
 * <p>Every method throws a {@link DynamoDbException}, a ValidationException, where a value is not
 * sound or where parameters do not go together.
 */
public final class LegacyParameters {
  private final RequestWording wording;

  /**
   * Makes a translator.
   *
   * @param wording how the operation words its refusals
   */
  public LegacyParameters(RequestWording wording) {
    this.wording = Objects.requireNonNull(wording, "wording is null");
  }

  /**
   * The condition of Expected.
   *
   * @param expected what is asked, by attribute; or null
   * @param operator how several conditions are joined; null for AND
   */
  public Optional<Condition> condition(
      Map<String, ExpectedAttributeValue> expected, ConditionalOperator operator) {
    List<Condition> conditions = new ArrayList<>();
    if (expected != null) {
      expected.forEach((attribute, one) -> {
        InvalidParameter.requireName(wording, attribute);
        conditions.add(ExpectedCondition.of(wording, attribute, one));
      });
    }
    return joined(expected != null, conditions, operator);
  }

  /**
   * The condition of QueryFilter or ScanFilter.
   *
   * @param filter what is asked, by attribute; or null
   * @param operator how several conditions are joined; null for AND
   */
  public Optional<Condition> filter(
      Map<String, ConditionParameter> filter, ConditionalOperator operator) {
    List<Condition> conditions = new ArrayList<>();
    if (filter != null) {
      filter.forEach(
          (attribute, one) -> conditions.add(comparison(attribute, one).condition(attribute)));
    }
    return joined(filter != null, conditions, operator);
  }

  /**
   * The key condition of KeyConditions; none where they are empty.
   *
   * @param conditions what is asked, by attribute; or null
   */
  public Optional<KeyCondition> keyCondition(Map<String, ConditionParameter> conditions) {
    if (conditions == null || conditions.isEmpty()) {
      return Optional.empty();
    }
    List<KeyClause> clauses = new ArrayList<>();
    conditions.forEach((attribute, one) ->
        clauses.add(
            new KeyClause(
                attribute,
                comparison(attribute, one)
                    .keyTest(() ->
                        wording.refusal(
                            "Attempted conditional constraint is not an indexable"
                                + " operation")))));
    return Optional.of(new KeyCondition(clauses));
  }

  /**
   * The projection of AttributesToGet.
   *
   * @param attributes the attributes' names, or null
   */
  public Optional<Projection> projection(List<String> attributes) {
    if (attributes == null) {
      return Optional.empty();
    }
    Set<String> seen = new HashSet<>();
    for (String attribute : attributes) {
      InvalidParameter.requireName(wording, attribute);
      if (!seen.add(attribute)) {
        throw InvalidParameter.refusal(wording, "Duplicate value in attribute name: " + attribute);
      }
    }
    return Optional.of(new Projection(attributes.stream().map(DocumentPath::of).toList()));
  }

  /**
   * The update of AttributeUpdates; where they are empty, one that changes nothing.
   *
   * @param updates what is done, by attribute; or null
   */
  public Optional<Update> update(Map<String, AttributeValueUpdate> updates) {
    if (updates == null) {
      return Optional.empty();
    }
    List<UpdateAction> actions = new ArrayList<>();
    updates.forEach((attribute, one) -> actions.add(action(attribute, one)));
    return Optional.of(new Update(actions));
  }

  private Comparison comparison(String attribute, ConditionParameter condition) {
    InvalidParameter.requireName(wording, attribute);
    return Comparison.of(
        wording,
        condition.comparisonOperator(),
        condition.attributeValueList() == null
            ? List.of()
            : condition.attributeValueList().stream().map(wording::sound).toList());
  }

  private Optional<Condition> joined(
      boolean present, List<Condition> conditions, ConditionalOperator operator) {
    if (operator != null && !present) {
      throw wording.refusal("ConditionalOperator cannot be used without Filter or Expected");
    }
    if (operator != null && conditions.size() < 2) {
      throw wording.refusal(
          "ConditionalOperator can only be used when Filter or Expected has two or more elements");
    }
    if (conditions.size() < 2) {
      return conditions.stream().findFirst();
    }
    return Optional.of(
        operator == ConditionalOperator.OR
            ? new Condition.Or(conditions)
            : new Condition.And(conditions));
  }

  private UpdateAction action(String attribute, AttributeValueUpdate update) {
    InvalidParameter.requireName(wording, attribute);
    DocumentPath path = DocumentPath.of(attribute);
    AttributeAction action = update.action() == null ? AttributeAction.PUT : update.action();
    if (update.value() == null) {
      if (action != AttributeAction.DELETE) {
        throw InvalidParameter.refusal(
            wording, "Only DELETE action is allowed when no attribute value is specified");
      }
      return new UpdateAction.Remove(path);
    }
    AttributeValue value = wording.sound(update.value());
    return switch (action) {
      case PUT -> new UpdateAction.Set(path, new Operand.Value(value));
      case ADD -> {
        requireType(isAddable(value), "ADD action is not supported", value);
        yield new UpdateAction.LegacyAdd(path, value);
      }
      case DELETE -> {
        requireType(isSet(value), "DELETE action with value is not supported", value);
        yield new UpdateAction.LegacyDelete(path, value);
      }
    };
  }

  private void requireType(boolean fits, String reason, AttributeValue value) {
    if (!fits) {
      throw InvalidParameter.refusal(wording, reason + " for the type " + value.typeDescriptor());
    }
  }

  private static boolean isAddable(AttributeValue value) {
    return value instanceof AttributeValue.N || value instanceof AttributeValue.L || isSet(value);
  }

  private static boolean isSet(AttributeValue value) {
    return value instanceof AttributeValue.SS
        || value instanceof AttributeValue.NS
        || value instanceof AttributeValue.BS;
  }
}
