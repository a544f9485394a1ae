package dev.ddblocal.http.wire;

import dev.ddblocal.http.wire.Violation.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What comes to light while one request is read. Of one thread. */
final class Reading {
  /** Beyond this many violations no more are kept: an answer stays within bounds. */
  private static final int MAX_VIOLATIONS = 100;

  private final List<Violation> violations = new ArrayList<>(0);
  private final Set<String> unsupported = new LinkedHashSet<>(0);

  /** Remembers a violation. */
  void add(Violation violation) {
    if (violations.size() < MAX_VIOLATIONS) {
      violations.add(violation);
    }
  }

  /** Remembers what a string, number or enum value breaks. */
  void addScalar(List<Breach> breaches, Constraints constraints, Object value) {
    for (Breach breach : breaches) {
      add(Violation.ofScalar(breach, constraints, value.toString()));
    }
  }

  /** Remembers that a list or map has too few or too many elements. */
  void addCollection(List<Breach> breaches, Constraints constraints) {
    for (Breach breach : breaches) {
      add(Violation.ofCollection(breach, constraints));
    }
  }

  /** How many violations are remembered; whoever reads a part compares before and after. */
  int mark() {
    return violations.size();
  }

  /** Whether violations have been added since the mark. */
  boolean addedSince(int mark) {
    return violations.size() > mark;
  }

  /** Tells the violations added since the mark that they lie behind the given step. */
  void behind(Step step, int mark) {
    for (Violation violation : violations.subList(mark, violations.size())) {
      violation.path().addFirst(step);
    }
  }

  /** Tells the violations added since the mark where the list or map stands that they lie in. */
  void inCollection(Violation.Source source, int mark) {
    for (Violation violation : violations.subList(mark, violations.size())) {
      violation.inCollection(source);
    }
  }

  /** Remembers that the caller sent a member that is not supported. */
  void addUnsupported(String member) {
    unsupported.add(member);
  }

  /** The violations, in the order in which they came to light. */
  List<Violation> violations() {
    return violations;
  }

  /** The names of the members that are not supported, each once, in order of appearance. */
  List<String> unsupported() {
    return unsupported.isEmpty() ? List.of() : List.copyOf(unsupported);
  }
}
