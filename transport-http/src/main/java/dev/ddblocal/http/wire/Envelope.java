package dev.ddblocal.http.wire;

import dev.ddblocal.http.wire.Breach.Kind;
import dev.ddblocal.http.wire.Departures.Answer;
import dev.ddblocal.http.wire.Departures.Form;
import dev.ddblocal.http.wire.Violation.Step;
import dev.ddblocal.http.wire.Violation.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Words the violations of one operation's requests: orders them, puts each in its form and joins
 * them (spec: the first validation layer).
 */
final class Envelope {
  private static final String FAILED = "ailed to satisfy constraint: ";

  private final String operation;
  private final Departures departures;
  private final Echo echo;

  Envelope(String operation, Departures departures, Echo echo) {
    this.operation = operation;
    this.departures = departures;
    this.echo = echo;
  }

  /**
   * The finished text.
   *
   * @param violations at least one violation
   * @param body the request, of which the text may repeat a part
   */
  String text(List<Violation> violations, byte[] body) {
    List<Violation> ordered = new ArrayList<>(violations);
    ordered.sort((left, right) -> compare(left.path(), right.path()));
    boolean older = ordered.stream().anyMatch(this::bringsOlderForm);
    List<Told> told = new ArrayList<>();
    for (Violation violation : ordered) {
      told.add(new Told(violation, older ? Answer.OLDER : answer(violation)));
    }
    List<Told> remaining = remaining(told);
    if (remaining.getFirst().answer().form() == Form.TEXT) {
      return remaining.getFirst().answer().text();
    }
    // Several bad keys or elements of one collection are one complaint about it.
    Map<Object, String> messages = new LinkedHashMap<>();
    for (Told one : remaining) {
      messages.computeIfAbsent(identity(one), _ -> message(one, body));
    }
    int count = messages.size();
    return count
        + (count == 1 ? " validation error detected: " : " validation errors detected: ")
        + String.join("; ", messages.values());
  }

  private boolean bringsOlderForm(Violation violation) {
    return violation.breach().kind() == Kind.NULL
        && violation.path().size() == 1
        && departures.olderWhenNull(operation, memberPath(violation));
  }

  private Answer answer(Violation violation) {
    return departures.answer(
        operation, memberPath(violation), violation.subject(), violation.breach().kind());
  }

  /** What is told: one alone, or all that do not yield, or if all yield, all. */
  private static List<Told> remaining(List<Told> told) {
    for (Told one : told) {
      if (one.answer().alone()) {
        return List.of(one);
      }
    }
    List<Told> firm = told.stream().filter(one -> !one.answer().yields()).toList();
    return firm.isEmpty() ? told : firm;
  }

  /** What two violations have in common that lead to one message. */
  private static Object identity(Told told) {
    Violation violation = told.violation();
    return told.answer().form() == Form.OLDER && violation.subject() != Subject.VALUE
        ? List.of(violation.subject(), violation.collection())
        : violation;
  }

  private String message(Told told, byte[] body) {
    Violation violation = told.violation();
    Answer answer = told.answer();
    String constraint =
        answer.values().isEmpty()
            ? violation.breach().constraint()
            : Constraints.enumBreach(answer.values()).constraint();
    return switch (answer.form()) {
      case OLDER -> older(violation, answer, body);
      case NEWER -> "Value at '" + pascalPath(violation.path()) + "' f" + FAILED + constraint;
      case NEWEST -> "F" + FAILED + constraint;
      case TEXT -> answer.text();
    };
  }

  private String older(Violation violation, Answer answer, byte[] body) {
    List<Step> path = new ArrayList<>(violation.path());
    String constraint = violation.breach().constraint();
    String all = violation.constraints().inWords().toString();
    switch (violation.subject()) {
      case KEY -> constraint = "Map keys must satisfy constraint: " + all;
      case ELEMENT -> {
        Step.Element last = (Step.Element) path.removeLast();
        constraint = (last.ofMap() ? "Map value" : "Member") + " must satisfy constraint: " + all;
      }
      case VALUE -> {}
    }
    String value;
    if (violation.breach().kind() == Kind.NULL) {
      value = "null";
    } else if (violation.subject() == Subject.VALUE && violation.echo() != null) {
      value = "'" + violation.echo() + "'";
    } else {
      value = "'" + echo.of(body, violation.collection(), answer.echoAsJson()) + "'";
    }
    return "Value " + value + " at '" + camelPath(path) + "' f" + FAILED + constraint;
  }

  private static String memberPath(Violation violation) {
    return violation.path().stream()
        .filter(Step.Member.class::isInstance)
        .map(step -> ((Step.Member) step).name())
        .collect(Collectors.joining("."));
  }

  private static String pascalPath(Collection<Step> path) {
    return path.stream()
        .map(step ->
            switch (step) {
              case Step.Member member -> member.name();
              case Step.Element element -> element.key() + ".member";
            })
        .collect(Collectors.joining("."));
  }

  private static String camelPath(Collection<Step> path) {
    return path.stream()
        .map(step ->
            switch (step) {
              case Step.Member(String name, int _) ->
                  Character.toLowerCase(name.charAt(0)) + name.substring(1);
              case Step.Element element -> element.key() + ".member";
            })
        .collect(Collectors.joining("."));
  }

  private static int compare(Collection<Step> left, Collection<Step> right) {
    Iterator<Step> others = right.iterator();
    for (Step step : left) {
      if (!others.hasNext()) {
        return 1;
      }
      int difference = Integer.compare(step.order(), others.next().order());
      if (difference != 0) {
        return difference;
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  private record Told(Violation violation, Answer answer) {}
}
