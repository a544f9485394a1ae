package dev.ddblocal.domain.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyntaxCacheTest {
  private final SyntaxCache<Syntax> cache = Expressions.cache(ExpressionKind.PROJECTION);

  @Test
  void a_text_is_parsed_once() {
    Syntax first = cache.of("a");
    assertSame(first, cache.of("a"));
    assertNotEquals(first, cache.of("b"));
  }

  @Test
  void a_text_says_other_things_in_other_kinds() {
    SyntaxCache<Syntax> conditions = Expressions.cache(ExpressionKind.CONDITION);
    assertInstanceOf(Syntax.ProjectionText.class, cache.of("a"));
    assertInstanceOf(Syntax.Refused.class, conditions.of("a"));
  }

  @Test
  void many_texts_do_not_fill_the_memory_and_leave_the_one_in_use() {
    Syntax used = cache.of("a");
    for (int i = 0; i < 10_000; i++) {
      cache.of("a" + i);
      assertSame(used, cache.of("a"));
    }
    assertTrue(cache.size() <= 1024);
  }

  @Test
  void refused_texts_are_not_kept() {
    cache.of("a,");
    assertEquals(0, cache.size());
  }

  @Test
  void threads_share_it() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      var answers =
          IntStream.range(0, 4)
              .mapToObj(thread ->
                  threads.submit(() ->
                      IntStream.range(0, 20_000)
                          .allMatch(i -> {
                            String name = "a" + (i * (thread + 1)) % 2000;
                            return cache
                                .of(name)
                                .equals(SyntaxParser.parse(ExpressionKind.PROJECTION, name));
                          })))
              .toList();
      for (Future<Boolean> answer : answers) {
        assertTrue(answer.get());
      }
    }
    assertTrue(cache.size() <= 1024);
  }
}
