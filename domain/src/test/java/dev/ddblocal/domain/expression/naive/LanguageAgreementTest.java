package dev.ddblocal.domain.expression.naive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.expression.RequestExpressions;
import dev.ddblocal.domain.expression.naive.Model.Change;
import dev.ddblocal.domain.expression.naive.Model.Claim;
import dev.ddblocal.domain.expression.naive.Model.Place;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The engine and a naive evaluator, written for this test from the developer guide, agree on random
 * items and random expressions. A failure names its seed.
 */
class LanguageAgreementTest {
  private static final int CONDITIONS = 6_000;
  private static final int PROJECTIONS = 3_000;
  private static final int UPDATES = 6_000;

  private final Expressions expressions = new Expressions();

  @Test
  void conditions_hold_for_the_same_items() {
    int held = 0;
    for (int seed = 0; seed < CONDITIONS; seed++) {
      int now = seed;
      Random random = new Random(seed);
      RandomLanguage language = new RandomLanguage(random);
      Map<String, AttributeValue> item = language.item();
      Claim claim = language.claim(3);
      ExpressionText text = new ExpressionText(random);
      String condition = text.condition(claim);
      RequestExpressions request =
          expressions.of(RequestWording.BARE_CURRENT, text.attributes(), true);
      boolean holds =
          (seed % 2 == 0 ? request.condition(condition) : request.filter(condition))
              .orElseThrow()
              .holds(item);
      request.requireAllUsed();
      assertEquals(
          new NaiveConditions(Typed.item(item)).holds(claim),
          holds,
          () -> failure(now, condition, text, item));
      held += holds ? 1 : 0;
    }
    assertTrue(held > CONDITIONS / 5 && held < CONDITIONS * 4 / 5, "held: " + held);
  }

  @Test
  void projections_answer_the_same_parts() {
    int nothing = 0;
    for (int seed = 0; seed < PROJECTIONS; seed++) {
      int now = seed;
      Random random = new Random(seed);
      RandomLanguage language = new RandomLanguage(random);
      Map<String, AttributeValue> item = language.item();
      List<Place> places = language.places();
      ExpressionText text = new ExpressionText(random);
      String projection = text.projection(places);
      Map<String, AttributeValue> answered =
          expressions
              .of(RequestWording.BARE_CURRENT, text.attributes(), true)
              .projection(projection)
              .orElseThrow()
              .of(item);
      assertEquals(
          NaiveItems.projected(Typed.item(item), places),
          Typed.item(answered),
          () -> failure(now, projection, text, item));
      nothing += answered.isEmpty() ? 1 : 0;
    }
    assertTrue(nothing < PROJECTIONS * 3 / 4, "nothing: " + nothing);
  }

  @Test
  void updates_make_the_same_items_and_are_refused_alike() {
    int refused = 0;
    for (int seed = 0; seed < UPDATES; seed++) {
      int now = seed;
      Random random = new Random(seed);
      RandomLanguage language = new RandomLanguage(random);
      Map<String, AttributeValue> item = language.item();
      List<Change> changes = language.changes();
      ExpressionText text = new ExpressionText(random);
      String update = text.update(changes);
      Optional<Typed> updated =
          updated(expressions.of(RequestWording.ENVELOPED, text.attributes(), true), update, item);
      assertEquals(naivelyUpdated(item, changes), updated, () -> failure(now, update, text, item));
      refused += updated.isEmpty() ? 1 : 0;
    }
    assertTrue(refused > UPDATES / 10 && refused < UPDATES * 4 / 5, "refused: " + refused);
  }

  /** The item after an update, or nothing where the item does not let it happen. */
  private static Optional<Typed> updated(
      RequestExpressions request, String text, Map<String, AttributeValue> item) {
    var update = request.update(text).orElseThrow();
    try {
      return Optional.of(Typed.item(update.applyTo(item)));
    } catch (DynamoDbException refused) {
      return Optional.empty();
    }
  }

  private static Optional<Typed> naivelyUpdated(
      Map<String, AttributeValue> item, List<Change> changes) {
    try {
      return Optional.of(NaiveItems.updated(Typed.item(item), changes));
    } catch (NaiveItems.Refused refused) {
      return Optional.empty();
    }
  }

  private static String failure(
      int seed, String text, ExpressionText written, Map<String, AttributeValue> item) {
    return "seed " + seed + ": " + text + " with " + written.attributes() + " on " + item;
  }
}
