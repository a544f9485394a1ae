package dev.ddblocal.http.wire;

import java.util.ArrayDeque;
import java.util.Deque;

/** A constraint that a request breaks, and where. The place is filled in from the inside out. */
final class Violation {
  private final Subject subject;
  private final Breach breach;
  private final Constraints constraints;
  private final String echo;
  private final Deque<Step> path = new ArrayDeque<>();
  private Source collection;

  private Violation(Subject subject, Breach breach, Constraints constraints, String echo) {
    this.subject = subject;
    this.breach = breach;
    this.constraints = constraints;
    this.echo = echo;
  }

  /** A missing value. */
  static Violation ofNull() {
    return new Violation(Subject.VALUE, Breach.NULL, Constraints.NONE, null);
  }

  /** A string, number or enum value; {@code echo} is its text. */
  static Violation ofScalar(Breach breach, Constraints constraints, String echo) {
    return new Violation(Subject.VALUE, breach, constraints, echo);
  }

  /** A list or map with too few or too many elements. */
  static Violation ofCollection(Breach breach, Constraints constraints) {
    return new Violation(Subject.VALUE, breach, constraints, null);
  }

  /** A key of a map. */
  static Violation ofKey(Breach breach, Constraints constraints) {
    return new Violation(Subject.KEY, breach, constraints, null);
  }

  /** What the broken constraint is of. */
  Subject subject() {
    // An element's own constraint is told of the collection; that it is null is told of itself.
    return subject == Subject.VALUE
            && path.peekLast() instanceof Step.Element
            && breach.kind() != Breach.Kind.NULL
        ? Subject.ELEMENT
        : subject;
  }

  /** The constraint that is broken. */
  Breach breach() {
    return breach;
  }

  /** All constraints of the value that breaks one. */
  Constraints constraints() {
    return constraints;
  }

  /** The text of a string, number or enum value; null for what is missing, and for collections. */
  String echo() {
    return echo;
  }

  /**
   * Tells the violation where the list or map stands that the path so far begins in, if it is that
   * one which an answer repeats: because it breaks the constraint itself or by a key or element.
   */
  void inCollection(Source source) {
    boolean own = path.isEmpty() && echo == null && breach.kind() != Breach.Kind.NULL;
    boolean elements = path.size() == 1 && subject() == Subject.ELEMENT;
    if (own || elements) {
      collection = source;
    }
  }

  /** The list or map that an answer repeats; null where it repeats a single value or none. */
  Source collection() {
    return collection;
  }

  /** The way from the request to the value, or to the map whose key it is. */
  Deque<Step> path() {
    return path;
  }

  /**
   * Where a list or map stands in a request.
   *
   * @param start the offset of its first byte
   * @param end the offset behind its last byte
   * @param shape its shape's name
   */
  record Source(int start, int end, String shape) {}

  /** What can break a constraint. */
  enum Subject {
    VALUE,
    ELEMENT,
    KEY
  }

  /** A step from a value to one inside it. */
  sealed interface Step {
    /**
     * To a member of a structure.
     *
     * @param name its name
     * @param order its place among the structure's members in an answer
     */
    record Member(String name, int order) implements Step {}

    /**
     * To an element of a list or map.
     *
     * @param key the element's number, from 1, or its key
     * @param order its place in the collection, from 0
     * @param ofMap whether the collection is a map
     */
    record Element(String key, int order, boolean ofMap) implements Step {}

    /** Its place among its neighbours in an answer. */
    int order();
  }
}
