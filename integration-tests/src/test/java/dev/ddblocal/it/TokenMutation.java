package dev.ddblocal.it;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spoils the tokens of a JSON text, and its bytes now and then: the result is rarely JSON. */
final class TokenMutation {
  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[{}\\[\\]:,]|[^\\s\"{}\\[\\]:,]+");

  /** What is put where something else belongs. */
  private static final List<String> ODD_TOKENS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "-1",
          "1.5",
          "1e400",
          "1e-400",
          "1e999999999",
          "9223372036854775808",
          "2147483648",
          "NaN",
          "-",
          "01",
          "0x1",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\ud83d\\ude00\"",
          "\"a\"",
          "\"1\"",
          "\"-1e130\"",
          "\"1e-131\"",
          "\"=\"",
          "\"AA==\"",
          "\"TableName\"",
          "\"S\"",
          "\"N\"",
          "\"B\"",
          "\"SS\"",
          "\"M\"",
          "\"L\"",
          "\"NULL\"",
          "\"__type\"",
          "\"../x\"",
          "\"arn:aws:dynamodb:::table/x\"",
          "{}",
          "[]",
          "[{}]",
          "{\"\":{}}",
          "{\"S\":\"\"}",
          "{\"NULL\":false}",
          "{\"L\":[]}",
          "{\"NS\":[\"1\",\"1.0\"]}",
          "{\"BS\":[]}",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          "'a'",
          "/**/");

  private static final int MAX_REPEATS = 2_000;
  private static final int MAX_DEPTH = 1_500;
  private static final int MAX_LONG_STRING = 400_000;

  private final Random random;

  TokenMutation(Random random) {
    this.random = random;
  }

  /** The text with one to three things about it changed. */
  byte[] spoil(String json) {
    List<String> tokens = tokens(json);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      changeToken(tokens);
    }
    byte[] bytes = String.join("", tokens).getBytes(StandardCharsets.UTF_8);
    return random.nextInt(8) == 0 ? changeByte(bytes) : bytes;
  }

  private static List<String> tokens(String json) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(json);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  private void changeToken(List<String> tokens) {
    if (tokens.isEmpty()) {
      tokens.add(oddToken());
      return;
    }
    int at = random.nextInt(tokens.size());
    int other = random.nextInt(tokens.size());
    switch (random.nextInt(10)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(at));
      case 2 -> tokens.set(at, tokens.set(other, tokens.get(at)));
      case 3 -> tokens.set(at, tokens.get(other));
      case 4 -> tokens.add(at, oddToken());
      case 5 -> repeatRange(tokens, Math.min(at, other), Math.max(at, other));
      case 6 -> nest(tokens, at);
      case 7 -> tokens.set(at, longString());
      default -> tokens.set(at, oddToken());
    }
  }

  private String oddToken() {
    return ODD_TOKENS.get(random.nextInt(ODD_TOKENS.size()));
  }

  private void repeatRange(List<String> tokens, int from, int to) {
    String range = String.join("", tokens.subList(from, to));
    int times = 1 + random.nextInt(1 + MAX_REPEATS / (1 + range.length()));
    tokens.add(to, range.repeat(times));
  }

  private void nest(List<String> tokens, int at) {
    int depth = 1 + random.nextInt(random.nextBoolean() ? 40 : MAX_DEPTH);
    tokens.set(
        at,
        random.nextBoolean()
            ? "[".repeat(depth) + tokens.get(at) + "]".repeat(depth)
            : "{\"M\":{\"a\":".repeat(depth) + tokens.get(at) + "}}".repeat(depth));
  }

  private String longString() {
    int length = random.nextInt(random.nextInt(10) == 0 ? MAX_LONG_STRING : 3_000);
    return '"' + List.of("x", "1", "A", "\u00fc").get(random.nextInt(4)).repeat(length) + '"';
  }

  /** The bytes with one of them changed, gone, or another one put before it. */
  byte[] changeByte(byte[] bytes) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int at = random.nextInt(bytes.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    switch (random.nextInt(3)) {
      case 0 -> out.write(random.nextInt(256));
      case 1 -> {
        out.write(random.nextInt(256));
        out.write(bytes[at]);
      }
      default -> {
        // The byte is gone.
      }
    }
    out.write(bytes, at + 1, bytes.length - at - 1);
    return out.toByteArray();
  }
}
