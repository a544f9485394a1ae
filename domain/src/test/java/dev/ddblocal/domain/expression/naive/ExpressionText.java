package dev.ddblocal.domain.expression.naive;

import dev.ddblocal.domain.expression.ExpressionAttributes;
import dev.ddblocal.domain.expression.naive.Model.All;
import dev.ddblocal.domain.expression.naive.Model.Among;
import dev.ddblocal.domain.expression.naive.Model.Any;
import dev.ddblocal.domain.expression.naive.Model.Appended;
import dev.ddblocal.domain.expression.naive.Model.Calculated;
import dev.ddblocal.domain.expression.naive.Model.Called;
import dev.ddblocal.domain.expression.naive.Model.Change;
import dev.ddblocal.domain.expression.naive.Model.Claim;
import dev.ddblocal.domain.expression.naive.Model.Compared;
import dev.ddblocal.domain.expression.naive.Model.Constant;
import dev.ddblocal.domain.expression.naive.Model.Default;
import dev.ddblocal.domain.expression.naive.Model.Negated;
import dev.ddblocal.domain.expression.naive.Model.Place;
import dev.ddblocal.domain.expression.naive.Model.SizeOf;
import dev.ddblocal.domain.expression.naive.Model.Term;
import dev.ddblocal.domain.expression.naive.Model.Within;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Writes models as texts of expressions, with placeholders, parentheses and spaces at random. */
final class ExpressionText {
  private static final String[] SPACES = {" ", "  ", "\t", "\n", " \r\n "};
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;

  private final Random random;
  private final List<String> tokens = new ArrayList<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();

  ExpressionText(Random random) {
    this.random = random;
  }

  /** The names and values of all that was written. */
  ExpressionAttributes attributes() {
    return new ExpressionAttributes(
        names.isEmpty() ? null : names, values.isEmpty() ? null : AttributeMap.of(values));
  }

  String condition(Claim claim) {
    write(claim, OR);
    return text();
  }

  String projection(List<Place> places) {
    separated(places);
    return text();
  }

  String update(List<Change> changes) {
    List<String> sections = new ArrayList<>(List.of("SET", "REMOVE", "ADD", "DELETE"));
    for (String section : sections) {
      List<Change> ofSection =
          changes.stream().filter(change -> change.section().equals(section)).toList();
      for (int i = 0; i < ofSection.size(); i++) {
        word(i == 0 ? section : ",");
        write(ofSection.get(i));
      }
    }
    return text();
  }

  private void write(Change change) {
    write(change.place());
    if (change.section().equals("SET")) {
      word("=");
      if (change.term() instanceof Calculated calculated) {
        boolean grouped = random.nextInt(3) == 0;
        if (grouped) {
          word("(");
        }
        write(calculated.left());
        word(calculated.operator());
        write(calculated.right());
        if (grouped) {
          word(")");
        }
        return;
      }
    }
    if (change.term() instanceof Constant constant && !change.section().equals("SET")) {
      write(constant);
    } else if (change.term() != null) {
      operand(change.term());
    }
  }

  private void write(Claim claim, int binding) {
    int own =
        switch (claim) {
          case Any _ -> OR;
          case All _ -> AND;
          case Negated _ -> NOT;
          default -> NOT + 1;
        };
    boolean grouped = own < binding || random.nextInt(6) == 0;
    if (grouped) {
      word("(");
    }
    switch (claim) {
      case All(List<Claim> claims) -> joined(claims, "AND", AND + 1);
      case Any(List<Claim> claims) -> joined(claims, "OR", OR + 1);
      case Negated(Claim negated) -> {
        word("NOT");
        write(negated, NOT);
      }
      case Compared(Term left, String symbol, Term right) -> {
        operand(left);
        word(symbol);
        operand(right);
      }
      case Within(Term term, Term low, Term high) -> {
        operand(term);
        word("BETWEEN");
        operand(low);
        word("AND");
        operand(high);
      }
      case Among(Term term, List<Term> candidates) -> {
        operand(term);
        word("IN");
        arguments(candidates);
      }
      case Called(String function, List<Term> terms) -> {
        tokens.add(function);
        arguments(terms);
      }
    }
    if (grouped) {
      word(")");
    }
  }

  private void joined(List<Claim> claims, String operator, int binding) {
    for (int i = 0; i < claims.size(); i++) {
      if (i > 0) {
        word(operator);
      }
      write(claims.get(i), binding);
    }
  }

  private void arguments(List<? extends Term> terms) {
    word("(");
    for (int i = 0; i < terms.size(); i++) {
      if (i > 0) {
        word(",");
      }
      operand(terms.get(i));
    }
    word(")");
  }

  private void separated(List<Place> places) {
    for (int i = 0; i < places.size(); i++) {
      if (i > 0) {
        word(",");
      }
      write(places.get(i));
    }
  }

  /** A term, in parentheses now and then. */
  private void operand(Term term) {
    boolean grouped = random.nextInt(8) == 0;
    if (grouped) {
      word("(");
    }
    write(term);
    if (grouped) {
      word(")");
    }
  }

  private void write(Term term) {
    switch (term) {
      case Place(List<Object> steps) -> {
        for (int i = 0; i < steps.size(); i++) {
          if (steps.get(i) instanceof Integer position) {
            tokens.addAll(List.of("[", position.toString(), "]"));
          } else {
            if (i > 0) {
              word(".");
            }
            name((String) steps.get(i));
          }
        }
      }
      case Constant(AttributeValue value) -> {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        tokens.add(placeholder);
      }
      case SizeOf(Term measured) -> {
        tokens.add("size");
        arguments(List.of(measured));
      }
      case Default(Place place, Term otherwise) -> {
        tokens.add("if_not_exists");
        arguments(List.of(place, otherwise));
      }
      case Appended(Term first, Term second) -> {
        tokens.add("list_append");
        arguments(List.of(first, second));
      }
      case Calculated _ -> throw new IllegalArgumentException("stands in SET only");
    }
  }

  private void name(String name) {
    if (RandomLanguage.isPlain(name) && random.nextInt(3) > 0) {
      tokens.add(name);
      return;
    }
    String placeholder = "#n" + names.size();
    names.put(placeholder, name);
    tokens.add(placeholder);
  }

  /** A keyword or symbol; keywords in any case. */
  private void word(String word) {
    tokens.add(random.nextInt(4) == 0 ? word.toLowerCase(Locale.ROOT) : word);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (String token : tokens) {
      boolean touches =
          !text.isEmpty() && isPart(text.charAt(text.length() - 1)) && isPart(token.charAt(0));
      if (touches || random.nextInt(3) == 0) {
        text.append(SPACES[random.nextInt(SPACES.length)]);
      }
      text.append(token);
    }
    tokens.clear();
    return text.toString();
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
