package dev.ddblocal.it.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Texts and bytes that must not be found where they do not belong, by what they are. */
final class Planted {
  private static final int MARKER_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, byte[]> needles = new LinkedHashMap<>();

  /** A new text that is found nowhere else. */
  String marker(String what) {
    byte[] bytes = new byte[MARKER_BYTES];
    random.nextBytes(bytes);
    String marker = HexFormat.of().formatHex(bytes);
    text(what, marker);
    return marker;
  }

  /** New bytes that are found nowhere else. */
  byte[] bytes(String what) {
    byte[] bytes = new byte[MARKER_BYTES];
    random.nextBytes(bytes);
    add(what + " (bytes)", bytes);
    text(what, Base64.getEncoder().encodeToString(bytes));
    return bytes;
  }

  /** A new number of 38 digits that is found nowhere else. */
  String number(String what) {
    StringBuilder digits = new StringBuilder("7");
    for (int i = 0; i < 37; i++) {
      digits.append(1 + random.nextInt(9));
    }
    text(what, digits.toString());
    add(what + " (two digits to a byte)", HexFormat.of().parseHex(digits));
    return digits.toString();
  }

  /** A secret that something else made: as text, and what it says in Base64. */
  void secret(String what, String secret) {
    text(what, secret);
    decoded(secret).ifPresent(bytes -> add(what + " (decoded)", bytes));
  }

  /** Secret bytes that something else made. */
  void key(String what, byte[] key) {
    add(what, key);
    text(what + " (Base64)", Base64.getEncoder().encodeToString(key));
  }

  private static Optional<byte[]> decoded(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void text(String what, String text) {
    add(what, text.getBytes(StandardCharsets.UTF_8));
    add(what + " (UTF-16)", text.getBytes(StandardCharsets.UTF_16BE));
  }

  private void add(String what, byte[] needle) {
    needles.merge(
        what,
        needle,
        (_, _) -> {
          throw new IllegalArgumentException(what + " is there twice");
        });
  }

  /** What of all that is in some text. */
  List<String> in(String text) {
    return in(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What of all that is in some bytes. */
  List<String> in(byte[] bytes) {
    return needles.entrySet().stream()
        .filter(needle -> contains(bytes, needle.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What of all that is in any file of a folder, with the file's name. */
  List<String> inFilesOf(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            in(content(file)).forEach(what -> found.add(what + " in " + file));
            return FileVisitResult.CONTINUE;
          }

          // A running server removes files that it no longer needs.
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
    return found;
  }

  private static byte[] content(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  /** Whether bytes are within others. */
  static boolean contains(byte[] bytes, byte[] needle) {
    byte first = needle[0];
    int last = bytes.length - needle.length;
    for (int i = 0; i <= last; i++) {
      if (bytes[i] == first && startsAt(bytes, i, needle)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsAt(byte[] bytes, int start, byte[] needle) {
    for (int i = 1; i < needle.length; i++) {
      if (bytes[start + i] != needle[i]) {
        return false;
      }
    }
    return true;
  }
}
