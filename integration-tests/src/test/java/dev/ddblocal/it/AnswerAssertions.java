package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;

/** What holds for the server's answers. */
final class AnswerAssertions {
  /** Everything that a request can be answered with, whatever it is. */
  private static final Set<Integer> STATUSES = Set.of(200, 400, 404, 413);

  private AnswerAssertions() {}

  /** The call did what it should. */
  static void assertSucceeded(RawAnswer answer) {
    assertEquals(200, answer.status(), answer::body);
    assertIdentified(answer);
  }

  /** The answer is that error of the API. */
  static void assertRefused(String body, RawAnswer answer) {
    assertEquals(body, answer.body());
    assertEquals(400, answer.status());
    assertIdentified(answer);
  }

  /** The answer is an error of the API whose body begins like that. */
  static void assertRefusedWith(String bodyBegin, RawAnswer answer) {
    assertTrue(answer.body().startsWith(bodyBegin), answer::body);
    assertEquals(400, answer.status());
    assertIdentified(answer);
  }

  /** The answer bears what every answer of the API bears. */
  static void assertIdentified(RawAnswer answer) {
    assertAll(
        () ->
            assertTrue(
                answer.header("x-amzn-RequestId").matches("[0-9A-Z]{52}"),
                () -> "request id: " + answer.header("x-amzn-RequestId")),
        () -> assertEquals(Long.toString(answer.crc32()), answer.header("x-amz-crc32")));
  }

  /** The answer is one that a request of any kind may get. */
  static void assertPossible(RawAnswer answer, String context) {
    assertTrue(
        STATUSES.contains(answer.status()),
        () -> context + ": " + answer.status() + " " + answer.body());
    if (!answer.header("x-amz-crc32").isEmpty()) {
      assertEquals(Long.toString(answer.crc32()), answer.header("x-amz-crc32"), context);
    }
  }
}
