package dev.ddblocal.domain.item;

import dev.ddblocal.domain.expression.Projection;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.Map;

/** What an update answers of the item. */
public final class ReturnedAttributes {
  private ReturnedAttributes() {}

  /**
   * The attributes asked for.
   *
   * @param wanted what was asked for; null counts as NONE
   * @param write the update
   * @param change what it came to
   * @return the attributes, or null if there are none to answer
   */
  public static Item of(ReturnValue wanted, ItemWrite.Update write, ItemChange change) {
    if (wanted == null || change.after() == null) {
      return null;
    }
    Item old = change.old().item();
    Map<String, AttributeValue> before = old == null ? write.attributes() : old.attributes();
    return switch (wanted) {
      case NONE -> null;
      case ALL_OLD -> old;
      case UPDATED_OLD -> unlessEmpty(new Projection(write.update().paths()).of(before));
      case ALL_NEW -> change.after();
      case UPDATED_NEW -> unlessEmpty(write.update().outcomes(before));
    };
  }

  private static Item unlessEmpty(Map<String, AttributeValue> attributes) {
    return attributes.isEmpty() ? null : new Item(attributes);
  }
}
