package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an update does to an item. No action's place is within another's.
 *
 * @param actions the actions, in the order of the request
 */
public record Update(List<UpdateAction> actions) {
  /** Takes a copy. */
  public Update {
    actions = List.copyOf(actions);
  }

  /**
   * The update of actions whose places are not known to be apart.
   *
   * @throws InvalidExpressionException if an action's place is within another's
   */
  public static Update of(List<UpdateAction> actions) {
    Update update = new Update(actions);
    PathOverlaps.refuse(update.paths());
    return update;
  }

  /**
   * The attributes after the update. All actions read the item as it was before; positions in lists
   * are those of before as well, and what is set beyond a list's end is appended.
   *
   * @param before the attributes before; the key alone where there was no item
   * @return a new map
   * @throws DynamoDbException a ValidationException where an operand is missing, of a wrong type or
   *     out of range, where a path leads nowhere, or where the item would nest too deep
   */
  public Map<String, AttributeValue> applyTo(Map<String, AttributeValue> before) {
    return UpdatedItem.of(before, actions);
  }

  /**
   * What the actions put in their places, each at its path; what is removed is left out. The
   * elements of a list keep their order and close up.
   *
   * @param before the attributes before, as for {@link #applyTo}
   * @throws DynamoDbException as {@link #applyTo}
   */
  public Map<String, AttributeValue> outcomes(Map<String, AttributeValue> before) {
    return UpdatedItem.outcomes(before, actions);
  }

  /**
   * The values of the request that the update sets top-level attributes to as they are, by
   * attribute: what is known of its outcome without the item.
   */
  public Map<String, AttributeValue> valuesSet() {
    Map<String, AttributeValue> values = new LinkedHashMap<>();
    for (UpdateAction action : actions) {
      if (action instanceof UpdateAction.Set(DocumentPath path, Operand.Value(var value))
          && path.isTopLevel()) {
        values.put(path.attribute(), value);
      }
    }
    return values;
  }

  /**
   * Whether the update only takes away. Such an update of an item that does not exist makes none,
   * while one without any action makes an item of the key alone.
   */
  public boolean onlyRemoves() {
    return !actions.isEmpty() && actions.stream().allMatch(Update::removes);
  }

  private static boolean removes(UpdateAction action) {
    return switch (action) {
      case UpdateAction.Remove _, UpdateAction.Delete _, UpdateAction.LegacyDelete _ -> true;
      case UpdateAction.Set _, UpdateAction.Add _, UpdateAction.LegacyAdd _ -> false;
    };
  }

  /** The names of the top-level attributes that the update changes and reads, in their order. */
  public Set<String> attributes() {
    Set<String> attributes = new LinkedHashSet<>();
    for (UpdateAction action : actions) {
      attributes.add(action.path().attribute());
      if (action instanceof UpdateAction.Set(DocumentPath _, Operand operand)) {
        operand.collectAttributes(attributes);
      }
    }
    return attributes;
  }

  /** The places that the actions change, in their order. */
  public List<DocumentPath> paths() {
    return actions.stream().map(UpdateAction::path).toList();
  }
}
