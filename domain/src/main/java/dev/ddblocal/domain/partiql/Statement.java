package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.Projection;
import dev.ddblocal.domain.item.ReturnValue;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a statement says, its parameters put in their places. Whether the table exists, and whether
 * the statement fits its key, is not known here.
 */
public sealed interface Statement {
  /** The table that the statement is about, a name or an ARN as it stands in the statement. */
  String table();

  /**
   * {@code SELECT}: reads items.
   *
   * @param table the table
   * @param index the index that qualifies it
   * @param projection the paths to answer; empty for {@code *}
   * @param where what an item must meet
   * @param order by what the items are ordered; empty without {@code ORDER BY}
   */
  record Select(
      String table,
      Optional<String> index,
      Optional<Projection> projection,
      Optional<Condition> where,
      List<Order> order)
      implements Statement {
    /** Refuses missing parts. */
    public Select {
      Objects.requireNonNull(table, "table is null");
      Objects.requireNonNull(index, "index is null");
      Objects.requireNonNull(projection, "projection is null");
      Objects.requireNonNull(where, "where is null");
      order = List.copyOf(order);
    }
  }

  /**
   * A term of {@code ORDER BY}.
   *
   * @param attribute the attribute
   * @param descending whether from the highest down
   */
  record Order(String attribute, boolean descending) {
    /** Refuses a missing attribute. */
    public Order {
      Objects.requireNonNull(attribute, "attribute is null");
    }
  }

  /**
   * {@code INSERT}: puts an item that must not be there yet.
   *
   * @param table the table
   * @param item the item's attributes
   */
  record Insert(String table, Map<String, AttributeValue> item) implements Statement {
    /** Refuses missing parts. */
    public Insert {
      Objects.requireNonNull(table, "table is null");
      Objects.requireNonNull(item, "item is null");
    }
  }

  /**
   * {@code UPDATE}, in either form: changes an item that must be there.
   *
   * @param table the table
   * @param update what is done to it
   * @param where its key, and what else it must meet
   * @param returning what is answered
   */
  record Update(
      String table,
      dev.ddblocal.domain.expression.Update update,
      Condition where,
      Optional<Returning> returning)
      implements Statement {
    /** Refuses missing parts. */
    public Update {
      Objects.requireNonNull(table, "table is null");
      Objects.requireNonNull(update, "update is null");
      Objects.requireNonNull(where, "where is null");
      Objects.requireNonNull(returning, "returning is null");
    }
  }

  /**
   * {@code DELETE}: deletes an item, if it is there.
   *
   * @param table the table
   * @param where its key, and what else it must meet
   * @param returning what is answered
   */
  record Delete(String table, Condition where, Optional<Returning> returning) implements Statement {
    /** Refuses missing parts. */
    public Delete {
      Objects.requireNonNull(table, "table is null");
      Objects.requireNonNull(where, "where is null");
      Objects.requireNonNull(returning, "returning is null");
    }
  }

  /**
   * {@code EXISTS}: a condition of a transaction.
   *
   * @param select the read of a single item with a further condition
   */
  record Exists(Select select) implements Statement {
    /** Refuses a missing read. */
    public Exists {
      Objects.requireNonNull(select, "select is null");
    }

    @Override
    public String table() {
      return select.table();
    }
  }

  /** What {@code RETURNING} asks for. */
  enum Returning {
    /** The whole item as it was. */
    ALL_OLD(ReturnValue.ALL_OLD),
    /** The changed attributes as they were. */
    MODIFIED_OLD(ReturnValue.UPDATED_OLD),
    /** The whole item as it is. */
    ALL_NEW(ReturnValue.ALL_NEW),
    /** The changed attributes as they are. */
    MODIFIED_NEW(ReturnValue.UPDATED_NEW);

    private final ReturnValue returnValue;

    Returning(ReturnValue returnValue) {
      this.returnValue = returnValue;
    }

    /** What asks for the same in the parameter ReturnValues. */
    ReturnValue returnValue() {
      return returnValue;
    }
  }
}
