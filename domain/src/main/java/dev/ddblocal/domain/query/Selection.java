package dev.ddblocal.domain.query;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.Projection;
import dev.ddblocal.domain.index.IndexEntry;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.schema.IndexKind;
import dev.ddblocal.domain.schema.ProjectionType;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.value.Item;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which attributes of the items found are answered (request parameters Select, ProjectionExpression
 * and AttributesToGet).
 *
 * @param select what was asked for, or what stands for nothing asked
 * @param projection the attributes listed; empty for all there are
 * @param shape how what is listed is answered
 */
public record Selection(Select select, Optional<Projection> projection, Shape shape) {
  /** How the parts of an item that are listed are answered. */
  public enum Shape {
    /** Each at its place in the item, as by a ProjectionExpression. */
    DOCUMENT,
    /** Each as an attribute of its own, as by a SELECT. */
    COLUMNS
  }

  /**
   * The selection of a request.
   *
   * @param wording how the operation words its refusals
   * @param select as sent, or null
   * @param projection the attributes listed, if any
   * @param projectionParameter the parameter that lists them
   * @param indexName the index to read, or null
   * @throws DynamoDbException a ValidationException for what does not go together
   */
  static Selection of(
      RequestWording wording,
      Select select,
      Optional<Projection> projection,
      String projectionParameter,
      String indexName) {
    if (projection.isPresent()) {
      requireSpecific(wording, select, projectionParameter);
      return new Selection(Select.SPECIFIC_ATTRIBUTES, projection, Shape.DOCUMENT);
    }
    if (select == Select.SPECIFIC_ATTRIBUTES) {
      throw wording.refusal(
          "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
              + " SPECIFIC_ATTRIBUTES");
    }
    if (select == Select.ALL_PROJECTED_ATTRIBUTES && indexName == null) {
      throw wording.refusal(
          "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
    }
    if (select != null) {
      return new Selection(select, projection, Shape.DOCUMENT);
    }
    return new Selection(all(indexName != null), projection, Shape.DOCUMENT);
  }

  /**
   * The selection of a statement.
   *
   * @param columns the attributes listed; empty for {@code *}
   * @param indexed whether an index is read
   */
  public static Selection ofColumns(Optional<Projection> columns, boolean indexed) {
    Select select = columns.isPresent() ? Select.SPECIFIC_ATTRIBUTES : all(indexed);
    return new Selection(select, columns, Shape.COLUMNS);
  }

  /**
   * What a request asks for, if it is sound.
   *
   * @param select as sent, or null
   * @param projected whether the attributes are listed
   * @param indexed whether an index is read
   */
  public static Select implied(Select select, boolean projected, boolean indexed) {
    if (select != null) {
      return select;
    }
    return projected ? Select.SPECIFIC_ATTRIBUTES : all(indexed);
  }

  private static Select all(boolean indexed) {
    return indexed ? Select.ALL_PROJECTED_ATTRIBUTES : Select.ALL_ATTRIBUTES;
  }

  private static void requireSpecific(
      RequestWording wording, Select select, String projectionParameter) {
    String chosen =
        switch (select) {
          case null -> null;
          case SPECIFIC_ATTRIBUTES -> null;
          case COUNT -> "only the Count";
          case ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES -> select.name();
        };
    if (chosen != null) {
      throw wording.refusal(
          "Cannot specify the " + projectionParameter + " when choosing to get " + chosen);
    }
  }

  /**
   * Refuses what an index does not hold: attributes of a global index that are to be answered, and
   * attributes of any index that a filter reads.
   *
   * @throws DynamoDbException a ValidationException that names the attributes
   */
  void requireReadable(AccessPath path, Optional<Condition> filter) {
    if (path.index().isEmpty()) {
      return;
    }
    SecondaryIndex index = path.index().get();
    if (index.kind() == IndexKind.GLOBAL) {
      requireHeld(path, index);
    }
    List<String> missing =
        filter.map(condition -> notHeld(path, index, condition.attributes())).orElse(List.of());
    if (!missing.isEmpty()) {
      throw DynamoDbException.validation(
          "One or more parameter values were invalid: Secondary index "
              + index.name()
              + " does not project one or more filter attributes: "
              + missing);
    }
  }

  private void requireHeld(AccessPath path, SecondaryIndex index) {
    if (select == Select.ALL_ATTRIBUTES && index.projection().type() != ProjectionType.ALL) {
      throw DynamoDbException.validation(
          "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported"
              + " for global secondary index "
              + index.name()
              + " because its projection type is not ALL");
    }
    List<String> missing =
        projection.map(listed -> notHeld(path, index, listed.attributes())).orElse(List.of());
    if (!missing.isEmpty()) {
      throw DynamoDbException.validation(
          "One or more parameter values were invalid: Global secondary index "
              + index.name()
              + " does not project "
              + missing);
    }
  }

  /** Whether items have to be fetched from the table, because the index does not hold enough. */
  boolean fetchesFromTable(AccessPath path) {
    if (path.index().isEmpty() || path.index().get().projection().type() == ProjectionType.ALL) {
      return false;
    }
    return select == Select.ALL_ATTRIBUTES
        || (projection.isPresent()
            && !notHeld(path, path.index().get(), projection.get().attributes()).isEmpty());
  }

  /** Whether items are answered, or only their count. */
  boolean answersItems() {
    return select != Select.COUNT;
  }

  /** What is answered of an item. */
  public Item of(Item item) {
    if (projection.isEmpty()) {
      return item;
    }
    return new Item(
        switch (shape) {
          case DOCUMENT -> projection.get().of(item.attributes());
          case COLUMNS -> projection.get().columnsOf(item.attributes());
        });
  }

  private static List<String> notHeld(
      AccessPath path, SecondaryIndex index, Set<String> attributes) {
    return attributes.stream()
        .filter(name -> !IndexEntry.projects(path.table().key(), index, name))
        .toList();
  }
}
